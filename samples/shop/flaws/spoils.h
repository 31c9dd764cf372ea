#pragma once
// How each flaw of flaws.h changes a sound answer. The markup they put in lies beside this file.

#include "samples/shop/web.h"

namespace firsthand::shop {

void answer_slowly(Answer& answer);
void never_answer(Answer& answer);
void paint_an_error(Answer& answer);
void show_an_error(Answer& answer);
void fail_the_document(Answer& answer);
void fail_the_request(Answer& answer);
void throw_in_a_script(Answer& answer);
void render_late(Answer& answer);
void render_nothing(Answer& answer);
void unplug_the_button(Answer& answer);
void forget_a_label(Answer& answer);
void disable_for_a_while(Answer& answer);
void cover_for_a_while(Answer& answer);
void move_for_a_while(Answer& answer);
void quote_an_attacker(Answer& answer);

}  // namespace firsthand::shop

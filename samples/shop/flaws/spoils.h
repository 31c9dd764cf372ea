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
void forget_the_title(Answer& answer);
void lose_a_picture(Answer& answer);
void move_slowly(Answer& answer);
void ask_for_much(Answer& answer);
void forget_what_is_optional(Answer& answer);
void tick_beforehand(Answer& answer);
void forget_a_type(Answer& answer);
void refuse_paste(Answer& answer);
void say_as_little(Answer& answer);
void empty_the_form(Answer& answer);
void ask_again(Answer& answer);
void paint_an_offer(Answer& answer);
void repeat_a_link(Answer& answer);
void push_down_late(Answer& answer);
void thank_below(Answer& answer);
void link_to_nothing(Answer& answer);
void link_in_a_circle(Answer& answer);
void add_in_silence(Answer& answer);
void pale_a_sentence(Answer& answer);
void print_it_small(Answer& answer);
void shrink_the_buttons(Answer& answer);
void stretch_a_picture(Answer& answer);
void thank_for_nothing(Answer& answer);
void fade_the_hint(Answer& answer);
void forget_when_left(Answer& answer);
void flash_an_error(Answer& answer);
void lead_astray(Answer& answer);
void write_in_pale(Answer& answer);
void set_a_puzzle(Answer& answer);
void quote_an_attacker(Answer& answer);

}  // namespace firsthand::shop

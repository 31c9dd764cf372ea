#pragma once
// One declaration a rule: the list of what Firsthand judges. docs/rules.md describes each.

#include "analyzers/analyzer.h"

namespace firsthand {

Verdict gave_up(const Recording& recording);
Verdict slow_step(const Recording& recording);
Verdict waited_for_control(const Recording& recording);
Verdict dead_click(const Recording& recording);
Verdict error_click(const Recording& recording);
Verdict silent_submit(const Recording& recording);
Verdict false_success(const Recording& recording);
Verdict layout_jump(const Recording& recording);
Verdict ambiguous_target(const Recording& recording);
Verdict only_in_pixels(const Recording& recording);
Verdict keyboard_unreachable(const Recording& recording);
Verdict blank_screen(const Recording& recording);
Verdict unreadable_text(const Recording& recording);
Verdict low_contrast(const Recording& recording);
Verdict small_letters_shown(const Recording& recording);
Verdict small_target(const Recording& recording);
Verdict hidden_text(const Recording& recording);
Verdict confirmation_out_of_view(const Recording& recording);
Verdict error_words_in_pixels(const Recording& recording);
Verdict error_words_in_page(const Recording& recording);
Verdict vague_error(const Recording& recording);
Verdict flash_of_error(const Recording& recording);
Verdict failed_document(const Recording& recording);
Verdict failed_request(const Recording& recording);
Verdict broken_image(const Recording& recording);
Verdict blurred_image(const Recording& recording);
Verdict redirect_chain(const Recording& recording);
Verdict mixed_content(const Recording& recording);
Verdict console_exception(const Recording& recording);
Verdict hard_to_find(const Recording& recording);
Verdict interruption(const Recording& recording);
Verdict consent_choice(const Recording& recording);
Verdict paste_blocked(const Recording& recording);
Verdict browser_dialog(const Recording& recording);
Verdict permission_unasked(const Recording& recording);
Verdict nameless_field(const Recording& recording);
Verdict field_type(const Recording& recording);
Verdict too_many_fields(const Recording& recording);
Verdict required_unclear(const Recording& recording);
Verdict preticked_box(const Recording& recording);
Verdict robot_puzzle(const Recording& recording);
Verdict lost_input(const Recording& recording);
Verdict questions_asked_again(const Recording& recording);
Verdict u_turn(const Recording& recording);
Verdict back_breakage(const Recording& recording);
Verdict page_without_title(const Recording& recording);
Verdict broken_link(const Recording& recording);
Verdict link_redirects(const Recording& recording);
Verdict insecure_link(const Recording& recording);
Verdict slow_link(const Recording& recording);
Verdict accessibility(const Recording& recording);

}  // namespace firsthand

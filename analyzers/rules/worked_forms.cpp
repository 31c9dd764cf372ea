#include "analyzers/rules/worked_forms.h"

#include <set>
#include <string>

#include "analyzers/error_phrases.h"

namespace firsthand {
namespace {

int form_of(const HtmlTree& page, const Field& field) {
  return page.closest(field.node, "form").value_or(field.node);
}

std::set<int> forms_with_targets(const HtmlTree& page, const StepRecord& step,
                                 const std::vector<Field>& fields) {
  std::set<int> forms;
  for (const auto& target : step.targets) {
    const std::string name = fold_phrase(target.name);
    const std::string says = fold_phrase(target.says);
    for (const auto& field : fields) {
      const std::string called = fold_phrase(field.name);
      if (!called.empty() && (called == name || called == says)) forms.insert(form_of(page, field));
    }
  }
  return forms;
}

}  // namespace

std::map<int, std::vector<Field>> worked_forms(const HtmlTree& page, const StepRecord& step) {
  std::map<int, std::vector<Field>> forms;
  const auto fields = fields_of(page);
  const auto worked = forms_with_targets(page, step, fields);
  for (const auto& field : fields)
    if (const int form = form_of(page, field); worked.count(form) > 0 && !is_search(page, field))
      forms[form].push_back(field);
  return forms;
}

}  // namespace firsthand

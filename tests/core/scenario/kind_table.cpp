#include "tests/core/scenario/kind_table.h"

#include "core/record/kind.h"

namespace foldline {

std::string kindTable(PageLanguage language) {
    std::string text =
        language == PageLanguage::English
            ? "\n## Kinds of records\n\nWhat a log can say, and what `count(Kind, system)` counts "
              "([expectations](expectations.md)). The columns that a kind fills stand behind its "
              "meaning; `'text'` in `count(Kind 'text', system)` is the record's `what`.\n\n"
              "| kind | meaning |\n|---|---|\n"
            : "\n## 기록의 종류\n\n로그에 남을 수 있는 것이고, `count(Kind, system)`이 세는 "
              "것이다([기대](expectations.ko.md)). 뜻 다음에는 그 종류가 채우는 열이 나온다. "
              "`count(Kind 'text', system)`의 `'text'`는 기록의 `what`이다. 뜻은 기록 파일에 "
              "적히는 "
              "그대로 영어로 싣는다.\n\n| 종류 | 뜻(영어) |\n|---|---|\n";
    for (const KindInfo& info : kindInfos()) {
        text += "| `" + std::string(info.name) + "` | " + std::string(info.meaning) + " |\n";
    }
    return text;
}

}  // namespace foldline

// Finds what is meant by a few letters.
#pragma once

#include <QString>
#include <QStringView>
#include <optional>

namespace foldline::ui {

/// How well `pattern` fits `text`: its letters must occur in that order, whatever their case;
/// blanks in the pattern are passed over. Higher is better: beginnings of words and runs of letters
/// count. Nothing when it does not fit; 0 for an empty pattern. O(pattern · text).
std::optional<int> fuzzyScore(QStringView pattern, QStringView text);

}  // namespace foldline::ui

// The speeds one can choose.
#pragma once

#include <QString>
#include <span>

namespace foldline::ui {

/// Ascending, from 0.1 to 1000 simulated seconds a second.
std::span<const double> speeds();
/// "0.5×".
QString speedText(double speed);
/// The next in the list in `direction`; `speed` itself at either end.
double nextSpeed(double speed, int direction);

}  // namespace foldline::ui

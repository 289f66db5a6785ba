#include "ui/shell/speeds.h"

#include <algorithm>
#include <array>

namespace foldline::ui {
namespace {

constexpr std::array kSpeeds{0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 50.0, 100.0, 1000.0};

}  // namespace

std::span<const double> speeds() {
    return kSpeeds;
}

QString speedText(double speed) {
    return QString::number(speed) % u'×';
}

double nextSpeed(double speed, int direction) {
    if (direction > 0) {
        const auto* const next = std::upper_bound(kSpeeds.begin(), kSpeeds.end(), speed);
        return next == kSpeeds.end() ? speed : *next;
    }
    const auto* const here = std::lower_bound(kSpeeds.begin(), kSpeeds.end(), speed);
    return here == kSpeeds.begin() ? speed : *std::prev(here);
}

}  // namespace foldline::ui

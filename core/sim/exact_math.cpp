#include "core/sim/exact_math.h"

#include <cmath>

#include "core/base/check.h"

namespace foldline {
namespace {

// ln 2 in two parts: k * kLn2High is exact for |k| < 2^20.
constexpr double kLn2High = 0x1.62e42fee00000p-1;
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
constexpr double kInverseLn2 = 0x1.71547652b82fep+0;
constexpr double kSqrtHalf = 0x1.6a09e667f3bcdp-1;

}  // namespace

// ln x = e ln 2 + ln m with m in [sqrt(1/2), sqrt 2), and ln m = 2 artanh((m - 1) / (m + 1)) by its
// power series; the argument stays below 0.172, so twelve terms reach the last bit.
double exactLog(double x) {
    FOLDLINE_CHECK(x > 0.0);
    int exponent = 0;
    double m = std::frexp(x, &exponent);
    if (m < kSqrtHalf) {
        m *= 2.0;
        --exponent;
    }
    const double s = (m - 1.0) / (m + 1.0);
    const double z = s * s;
    double sum = 0.0;
    for (int k = 23; k >= 3; k -= 2) {
        sum = (sum + 1.0 / k) * z;
    }
    const double logM = 2.0 * s + 2.0 * s * sum;
    const double e = exponent;
    return e * kLn2High + (logM + e * kLn2Low);
}

// e^x = 2^k e^r with |r| <= ln 2 / 2, and e^r by its power series to degree 14.
double exactExp(double x) {
    FOLDLINE_CHECK(x > -700.0 && x < 700.0);
    const double k = std::floor(x * kInverseLn2 + 0.5);
    const double r = (x - k * kLn2High) - k * kLn2Low;
    double sum = 1.0;
    for (int n = 14; n >= 1; --n) {
        sum = 1.0 + sum * r / n;
    }
    return std::ldexp(sum, static_cast<int>(k));
}

}  // namespace foldline

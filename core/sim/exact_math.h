// Logarithm and exponential from additions and multiplications alone: the same bits on every build,
// which the platform's own do not promise.
#pragma once

namespace foldline {

/// Natural logarithm of a finite x > 0; error below 2e-16 relative to max(1, |ln x|).
double exactLog(double x);
/// e to the power of x for -700 < x < 700; relative error below 1e-15.
double exactExp(double x);

}  // namespace foldline

// What a user can cause comes back as a Result: a value, or an Error that says where, what is wrong
// and what to do next. Exceptions of libraries stop at their wrapper.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace foldline {

/// A failure to tell the user. `message` is one complete English sentence or clause, without the
/// word "error" and without a trailing full stop.
struct Error {
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message)});
}

}  // namespace foldline

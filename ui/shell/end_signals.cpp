#include "ui/shell/end_signals.h"

#include <sys/socket.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <array>
#include <cerrno>
#include <csignal>

namespace foldline::ui {
namespace {

constexpr std::array kSignals{SIGTERM, SIGINT};

// What a signal handler may touch is global or nothing.
int writingEnd = -1;

void tell(int /*signal*/) {
    // Little more than write() may be called here.
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(writingEnd, &byte, sizeof byte);
    errno = before;
}

void handle(int flags, void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    for (const int signal : kSignals) {
        sigaction(signal, &action, nullptr);
    }
}

}  // namespace

EndSignals::EndSignals(QObject* parent) : QObject(parent) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return;  // the signals end the program as they always did
    }
    writingEnd = ends[0];
    m_reading = ends[1];
    auto* notifier = new QSocketNotifier(m_reading, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit received();
    });
    handle(SA_RESTART | static_cast<int>(SA_RESETHAND), tell);
}

EndSignals::~EndSignals() {
    if (m_reading >= 0) {
        handle(0, SIG_DFL);
        ::close(m_reading);
        ::close(writingEnd);
        writingEnd = -1;
    }
}

}  // namespace foldline::ui

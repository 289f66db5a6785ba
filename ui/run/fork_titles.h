// What a branch is called after the change that made it, in the language of the program.
#pragma once

#include <QCoreApplication>
#include <QString>

#include "core/run/session.h"

namespace foldline::ui {

class ForkTitles {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::ForkTitles)

public:
    /// "RDB members down, 14.28 s for 5 s": for a fault that is new, moved or stretched.
    static QString with(const Session& session, const Fault& fault);
    /// "without RDB members down".
    static QString without(const Session& session, const Fault& fault);

private:
    static QString what(const Session& session, const Fault& fault);
    static QString when(const Fault& fault);
};

}  // namespace foldline::ui

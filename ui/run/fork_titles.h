// What a branch is called after the change that made it, in the language of the program.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <string>
#include <vector>

#include "core/run/session.h"

namespace foldline::ui {

/// The title of the node `name` in the first system that has it; the name itself where none has.
QString nodeTitle(const std::vector<Dictionary>& systems, const std::string& name, bool korean);

class ForkTitles {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::ForkTitles)

public:
    /// "RDB members down, 14.28 s for 5 s": for a fault that is new, moved or stretched.
    static QString with(const Session& session, const Fault& fault);
    /// "without RDB members down".
    static QString without(const Session& session, const Fault& fault);

    /// What happens to whom, without times and strengths: "RDB members down".
    static QString what(const std::vector<Dictionary>& systems, const Fault& fault, bool korean);

    /// Of Corrupt: "amount = 1000".
    static QString wrongValue(const Fault& fault);

private:
    static QString when(const Fault& fault);
};

}  // namespace foldline::ui

// The sentence under the three columns: how far apart they are, since when, and why.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <vector>

#include "core/fold/entity.h"
#include "core/fold/world.h"
#include "core/record/dictionary.h"

namespace foldline::ui {

struct Notice {
    QString title;  ///< empty: nothing to say
    QString text;
    bool isBad = false;
    Seq about = 0;  ///< the record to show for more; 0: none

    friend bool operator==(const Notice&, const Notice&) = default;
};

/// Pure; texts in the language of the program.
class RowNotice {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::RowNotice)

public:
    /// `records`: those about the entity up to `now`, oldest first.
    static Notice of(const Dictionary& dictionary,
                     const EntityState& state,
                     const World& world,
                     const std::vector<Record>& records,
                     SimTime now);

private:
    /// `missing` versions, the first of them by the event `first`, when it is known.
    static Notice behind(std::uint32_t missing,
                         const Dictionary& dictionary,
                         const Record* first,
                         const QString& cause,
                         SimTime now);
    static QString cause(const Dictionary& dictionary, const RowState& row, const World& world);
};

}  // namespace foldline::ui

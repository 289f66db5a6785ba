#include "ui/timeline/offer_menu.h"

#include <gtest/gtest.h>

#include <QUndoStack>
#include <algorithm>

#include "tests/ui/support/bundled_session.h"

namespace foldline::ui {
namespace {

QMenu* submenu(const QMenu& menu, const char* title) {
    for (const QAction* action : menu.actions()) {
        if (action->menu() != nullptr && action->text() == QString::fromUtf8(title)) {
            return action->menu();
        }
    }
    return nullptr;
}

/// A scenario with personal fields, backups and read models.
class OfferMenuTest : public ::testing::Test {
protected:
    void fill(QMenu& menu) {
        fillOfferMenu(menu, m_controller, kAt, {}, [this](const Fault& fault) {
            m_controller.injectFault(fault);
        });
    }

    bool breaks(Fault::Kind kind) {
        const auto& faults = m_controller.session().faults(m_controller.branch());
        return std::ranges::any_of(
            faults, [&](const Fault& fault) { return fault.kind == kind && fault.at == kAt; });
    }

    static constexpr SimTime kAt{20 * kUsPerSecond};

    BundledSession m_bundled{"forgetting"};
    RunController m_controller{m_bundled.take()};
};

TEST_F(OfferMenuTest, RepairsAreKeptTogether) {
    QMenu menu;
    fill(menu);
    QMenu* repairs = submenu(menu, "Repairs");
    ASSERT_NE(repairs, nullptr);
    EXPECT_EQ(submenu(menu, "Restore from the backup"), nullptr);
    EXPECT_EQ(submenu(*repairs, "Forget a person"), nullptr) << "nobody is selected";
    QMenu* rebuild = submenu(*repairs, "Rebuild its rows");
    ASSERT_NE(rebuild, nullptr);
    rebuild->actions().front()->trigger();
    EXPECT_TRUE(breaks(Fault::Kind::Rebuild));
    m_controller.undoStack()->undo();
    EXPECT_FALSE(breaks(Fault::Kind::Rebuild));
}

TEST_F(OfferMenuTest, WhoIsSelectedCanBeForgotten) {
    m_controller.select({.system = 0, .entity = EntityId{2}});
    QMenu menu;
    fill(menu);
    QMenu* repairs = submenu(menu, "Repairs");
    ASSERT_NE(repairs, nullptr);
    QMenu* forget = submenu(*repairs, "Forget a person");
    ASSERT_NE(forget, nullptr);
    EXPECT_EQ(forget->actions().front()->text(), QStringLiteral("customer-3"));
    forget->actions().front()->trigger();
    EXPECT_TRUE(breaks(Fault::Kind::Forget));
    EXPECT_EQ(m_controller.branchInfo().title, "customer-3 forgotten, at 20 s");
    m_controller.undoStack()->undo();
    EXPECT_FALSE(breaks(Fault::Kind::Forget));
}

}  // namespace
}  // namespace foldline::ui

#include "ui/shell/fault_popover.h"

#include <gtest/gtest.h>

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/support/fake_session.h"

namespace foldline::ui {
namespace {

constexpr SimTime kHorizon{60'000'000};

class FaultPopoverTest : public ::testing::Test {
protected:
    FaultPopover* make(Fault::Kind kind) {
        Fault fault = outage("membership", 14, 5);
        fault.kind = kind;
        popover = std::make_unique<FaultPopover>(
            QStringLiteral("membership"), fault, kHorizon, makeTheme(ThemeKind::Light), nullptr);
        popover->setAttribute(Qt::WA_DeleteOnClose, false);
        return popover.get();
    }

    QDoubleSpinBox& field(int index) { return *popover->findChildren<QDoubleSpinBox*>().at(index); }

    std::unique_ptr<FaultPopover> popover;
};

TEST_F(FaultPopoverTest, ProposesWhatItWasGiven) {
    EXPECT_EQ(make(Fault::Kind::Down)->fault(), outage("membership", 14, 5));
}

TEST_F(FaultPopoverTest, NoLengthMeansUntilTheEnd) {
    make(Fault::Kind::Down);
    field(0).setValue(0.0);
    EXPECT_FALSE(popover->fault()->length.has_value());
}

TEST_F(FaultPopoverTest, StrengthIsAFactorOrAProbability) {
    make(Fault::Kind::Slow);
    field(1).setValue(3.0);
    EXPECT_DOUBLE_EQ(popover->fault()->factor, 3.0);
    make(Fault::Kind::LoseReplies);
    field(1).setValue(25.0);
    EXPECT_DOUBLE_EQ(popover->fault()->probability, 0.25);
}

TEST_F(FaultPopoverTest, WhatHappensAtOneMomentHasNoLength) {
    make(Fault::Kind::LoseLeader);
    EXPECT_TRUE(popover->findChildren<QDoubleSpinBox*>().isEmpty());
    EXPECT_EQ(popover->fault()->at, outage("membership", 14, 5).at);
}

TEST_F(FaultPopoverTest, AWrongNumberCanBeChosen) {
    make(Fault::Kind::Corrupt);
    field(1).setValue(-250.0);
    EXPECT_EQ(popover->fault()->value.integer, -250);
}

TEST_F(FaultPopoverTest, ReturnInjectsFromEveryField) {
    for (const Fault::Kind kind : {Fault::Kind::Down, Fault::Kind::Slow}) {
        make(kind);
        popover->show();
        QSignalSpy accepted(popover.get(), &FaultPopover::accepted);
        int fields = 0;
        for (QWidget* field :
             popover->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            if ((field->focusPolicy() & Qt::TabFocus) != 0) {
                popover->show();
                QTest::keyClick(field, Qt::Key_Return);
                EXPECT_EQ(accepted.count(), ++fields) << field->metaObject()->className();
            }
        }
        EXPECT_GE(fields, 3);
    }
}

TEST_F(FaultPopoverTest, AWrongTimeCannotBeInjected) {
    make(Fault::Kind::Down);
    auto* at = popover->findChild<QLineEdit*>();
    ASSERT_NE(at, nullptr);
    for (const char* wrong : {"soon", "60", "2:00"}) {
        at->setText(QString::fromLatin1(wrong));
        EXPECT_FALSE(popover->fault().has_value()) << wrong;
        EXPECT_FALSE(popover->findChild<QPushButton*>()->isEnabled());
    }
    at->setText(QStringLiteral("59.5"));
    EXPECT_TRUE(popover->findChild<QPushButton*>()->isEnabled());
}

TEST_F(FaultPopoverTest, InjectingTellsTheFault) {
    make(Fault::Kind::Down);
    QSignalSpy accepted(popover.get(), &FaultPopover::accepted);
    popover->show();
    popover->findChild<QPushButton*>()->click();
    ASSERT_EQ(accepted.count(), 1);
    EXPECT_FALSE(popover->isVisible());
}

}  // namespace
}  // namespace foldline::ui

#include "ui/lesson/lesson_panel.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/lesson/figure_at.h"
#include "ui/lesson/lesson_steps.h"
#include "ui/theme/rich_text.h"

namespace foldline::ui {
namespace {

constexpr double kFigureMax = 1e12;

QString local(const LocalText& text) {
    const bool korean = QLocale().language() == QLocale::Korean && !text.ko.empty();
    return QString::fromStdString(korean ? text.ko : text.en);
}

QString figureText(double value) {
    const bool whole = value == static_cast<double>(static_cast<std::int64_t>(value));
    return whole ? QString::number(static_cast<qlonglong>(value)) : QString::number(value, 'f', 2);
}

QLabel* makeLabel(QWidget* parent, Qt::TextFormat format) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(format);
    return label;
}

}  // namespace

LessonPanel::LessonPanel(RunController& controller, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_theme(theme),
      m_course(controller.session().scenario().lesson),
      m_heading(makeLabel(this, Qt::PlainText)),
      m_steps(new LessonSteps(theme, this)),
      m_title(makeLabel(this, Qt::PlainText)),
      m_say(makeLabel(this, Qt::RichText)),
      m_card(new QFrame(this)),
      m_cardTitle(makeLabel(m_card, Qt::PlainText)),
      m_ask(makeLabel(m_card, Qt::RichText)),
      m_answers(new QGridLayout),
      m_again(new QPushButton(m_card)),
      m_back(new QPushButton(this)),
      m_next(new QPushButton(this)) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_next->setProperty("role", QStringLiteral("primary"));
    m_card->setObjectName(QStringLiteral("question"));
    auto* card = new QVBoxLayout(m_card);
    card->addWidget(m_cardTitle);
    card->addWidget(m_ask);
    card->addLayout(m_answers);
    card->addWidget(m_again, 0, Qt::AlignLeft);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    for (QWidget* widget : {static_cast<QWidget*>(m_heading),
                            static_cast<QWidget*>(m_steps),
                            static_cast<QWidget*>(m_title),
                            static_cast<QWidget*>(m_say),
                            static_cast<QWidget*>(m_card)}) {
        layout->addWidget(widget);
    }
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Lesson"));
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    connect(m_next, &QPushButton::clicked, this, &LessonPanel::advance);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(m_course.index() - 1); });
    connect(m_again, &QPushButton::clicked, this, &LessonPanel::answerAgain);
    connect(&controller, &RunController::progressChanged, this, &LessonPanel::restoreAnswer);
    connect(&controller, &RunController::playheadChanged, this, &LessonPanel::followPlayhead);
    setTheme(theme);
    retranslate();
}

void LessonPanel::setTheme(const Theme& theme) {
    m_theme = theme;
    m_steps->setTheme(theme);
    m_heading->setFont(theme.font(8.5, QFont::DemiBold));
    m_title->setFont(theme.font(13, QFont::DemiBold));
    m_say->setFont(theme.font(kTextPoints));
    m_cardTitle->setFont(theme.font(kTextPoints, QFont::DemiBold));
    m_ask->setFont(theme.font(kTextPoints));
    for (QLabel* label : {m_heading, m_ask}) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, theme.muted);
        label->setPalette(palette);
    }
    m_card->setStyleSheet(
        QStringLiteral(
            "QFrame#question { background: %1; border: 1px solid %2; border-radius: %3px; }")
            .arg(theme.window.name(), theme.line.name())
            .arg(qRound(theme.px(8))));
    const int pad = qRound(theme.px(14));
    if (QLayout* content = m_heading->parentWidget()->layout()) {
        content->setContentsMargins(pad, pad, pad, pad);
        content->setSpacing(qRound(theme.px(10)));
    }
    m_card->layout()->setContentsMargins(pad, pad, pad, pad);
    if (!m_course.empty()) {
        showTexts();
        buildQuestion();
        updateButtons();
    }
}

void LessonPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        // Only when every child has the new style are its wishes known.
        QTimer::singleShot(0, this, &LessonPanel::updateButtons);
    }
}

void LessonPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_course.empty()) {
        updateButtons();
    }
}

void LessonPanel::retranslate() {
    setAccessibleName(tr("Lesson"));
    m_title->setText(local(m_controller.session().scenario().title));
    m_back->setText(tr("Back"));
    m_again->setText(tr("Answer again"));
    m_cardTitle->setText(tr("Predict before you press play"));
    if (m_course.empty()) {
        m_heading->setText(tr("NO LESSON"));
        m_say->setText(
            tr("This scenario has no lesson. Press Space to play it, and break something with the "
               "buttons "
               "above."));
        m_card->hide();
        m_steps->hide();
        m_back->hide();
        m_next->hide();
        return;
    }
    showStep();
}

QString LessonPanel::systemTitle(const std::string& name) const {
    for (const Dictionary& system : m_controller.session().systems()) {
        if (system.system == name) {
            return local(system.title);
        }
    }
    return QString::fromStdString(name);
}

void LessonPanel::showStep() {
    m_heading->setText(tr("LESSON · STEP %1 OF %2").arg(m_course.index() + 1).arg(m_course.size()));
    m_steps->setProgress(m_course.index(), m_course.size());
    showTexts();
    m_card->setVisible(m_course.asks());
    buildQuestion();
    restoreAnswer();
    updateButtons();
}

void LessonPanel::showTexts() {
    const QString say = local(m_course.step().say);
    m_say->setText(htmlOfMarkdown(say, m_theme.font(kTextPoints)));
    m_say->setVisible(!say.isEmpty());
    m_ask->setText(htmlOfMarkdown(local(m_course.step().ask), m_theme.font(kTextPoints)));
}

void LessonPanel::buildQuestion() {
    std::vector<double> typed;
    for (const QDoubleSpinBox* input : m_inputs) {
        typed.push_back(input->value());
    }
    while (QLayoutItem* item = m_answers->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_inputs.clear();
    m_results.clear();
    int row = 0;
    for (const FigureRef& reference : m_course.step().answer) {
        auto* name = makeLabel(m_card, Qt::PlainText);
        name->setText(systemTitle(reference.system));
        name->setFont(m_theme.font(kTextPoints));
        auto* input = new QDoubleSpinBox(m_card);
        input->setRange(0.0, kFigureMax);
        input->setDecimals(0);
        input->setButtonSymbols(QAbstractSpinBox::NoButtons);
        input->setFont(m_theme.numbers(kTextPoints));
        // A file that is dropped is for the window.
        input->findChild<QLineEdit*>()->setAcceptDrops(false);
        input->setAccessibleName(tr("Your prediction for %1").arg(name->text()));
        if (static_cast<std::size_t>(row) < typed.size()) {
            input->setValue(typed[static_cast<std::size_t>(row)]);
        }
        auto* result = makeLabel(m_card, Qt::PlainText);
        result->setFont(m_theme.numbers(kTextPoints, QFont::DemiBold));
        m_answers->addWidget(name, 2 * row, 0);
        m_answers->addWidget(input, 2 * row, 1);
        m_answers->addWidget(result, 2 * row + 1, 0, 1, 2);
        result->hide();
        m_inputs.push_back(input);
        m_results.push_back(result);
        ++row;
    }
    if (m_course.phase() == LessonCourse::Phase::Revealed) {
        reveal();
    }
}

void LessonPanel::goTo(std::size_t index) {
    m_inputs.clear();
    while (QLayoutItem* item = m_answers->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_course.goTo(index);
    showStep();
}

void LessonPanel::advance() {
    switch (m_course.phase()) {
        case LessonCourse::Phase::Reading: {
            std::vector<double> prediction;
            for (const QDoubleSpinBox* input : m_inputs) {
                prediction.push_back(input->value());
            }
            m_course.begin(std::move(prediction));
            keepAnswer();
            if (m_course.phase() == LessonCourse::Phase::Playing) {
                if (m_controller.playhead() >= *m_course.target()) {
                    followPlayhead();
                    return;
                }
                m_controller.setPlaying(true);
            } else {
                reveal();
            }
            break;
        }
        case LessonCourse::Phase::Playing:
            // Whoever does not want to wait sees the same answer: it comes from the log.
            m_controller.setPlayhead(*m_course.target());
            break;
        case LessonCourse::Phase::Revealed:
            goTo(m_course.isLast() ? 0 : m_course.index() + 1);
            return;
    }
    updateButtons();
}

/// Shows what the recording has of the step: once what it asks about is recorded.
void LessonPanel::restoreAnswer() {
    if (m_course.empty() || !m_course.asks() || m_course.phase() != LessonCourse::Phase::Reading) {
        return;
    }
    const Session& session = m_controller.session();
    const LessonAnswer* const kept = m_controller.session().notebook().answerTo(m_course.index());
    const SimTime until = m_course.target().value_or(SimTime{});
    if (!kept || session.progress(kept->branch).recordedUntil < until) {
        return;
    }
    m_answeredOn = kept->branch;
    for (std::size_t i = 0; i < m_inputs.size() && i < kept->prediction.size(); ++i) {
        m_inputs[i]->setValue(kept->prediction[i]);
    }
    m_course.restore(kept->prediction);
    reveal();
    updateButtons();
}

void LessonPanel::keepAnswer() {
    m_answeredOn = m_controller.branch();
    if (!m_course.asks() || !m_controller.session().canFork()) {
        return;
    }
    const Result<void> kept = m_controller.session().notebook().answer(
        {.step = static_cast<std::uint32_t>(m_course.index()),
         .branch = m_answeredOn,
         .prediction = m_course.prediction()});
    if (!kept) {
        m_controller.report(kept.error());
    }
}

void LessonPanel::answerAgain() {
    const Result<void> forgotten = m_controller.session().notebook().answer(
        {.step = static_cast<std::uint32_t>(m_course.index()),
         .branch = m_controller.branch(),
         .prediction = {}});
    if (!forgotten) {
        m_controller.report(forgotten.error());
        return;
    }
    goTo(m_course.index());
    if (!m_inputs.empty()) {
        m_inputs.front()->setFocus();
        m_inputs.front()->selectAll();
    }
}

void LessonPanel::followPlayhead() {
    if (m_course.empty() || !m_course.reach(m_controller.playhead())) {
        return;
    }
    m_controller.setPlaying(false);
    m_controller.setPlayhead(*m_course.target());
    reveal();
    updateButtons();
}

void LessonPanel::reveal() {
    const SimTime t = m_course.target().value_or(m_controller.playhead());
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        const auto answer =
            figureAt(m_controller.session(), m_answeredOn, m_course.step().answer[i], t);
        const double predicted = i < m_course.prediction().size() ? m_course.prediction()[i] : 0.0;
        const bool right = answer && *answer == predicted;
        m_results[i]->setText(!answer ? tr("The log has no such figure.")
                              : right ? tr("✓ Right: %1").arg(figureText(*answer))
                                      : tr("✗ You said %1; the log says %2")
                                            .arg(figureText(predicted), figureText(*answer)));
        QPalette palette = m_results[i]->palette();
        palette.setColor(QPalette::WindowText, right ? m_theme.readModelText : m_theme.failureText);
        m_results[i]->setPalette(palette);
        m_results[i]->show();
        m_inputs[i]->setEnabled(false);
    }
}

void LessonPanel::updateButtons() {
    if (m_course.empty()) {
        return;
    }
    m_back->setEnabled(m_course.index() > 0);
    m_again->setVisible(m_course.asks() && m_course.phase() == LessonCourse::Phase::Revealed &&
                        m_controller.session().canFork());
    switch (m_course.phase()) {
        case LessonCourse::Phase::Reading:
            m_next->setText(!m_course.target()
                                ? (m_course.asks() ? tr("Show the answer") : tr("Continue ▸"))
                                : tr("Play to %1 s ▸").arg(m_course.target()->us / kUsPerSecond));
            break;
        case LessonCourse::Phase::Playing:
            m_next->setText(tr("Skip there ▸▸"));
            break;
        case LessonCourse::Phase::Revealed:
            m_next->setText(m_course.isLast() ? tr("Begin again") : tr("Continue ▸"));
            break;
    }
    // The style sheet's padding may have come after the text was measured.
    m_next->setMinimumWidth(m_next->sizeHint().width());
    // Nothing is scrolled sideways: the buttons must have room beside the bar.
    setMinimumWidth(m_heading->parentWidget()->minimumSizeHint().width() + qRound(m_theme.px(10)));
}

}  // namespace foldline::ui

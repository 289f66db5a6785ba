#include "ui/shell/welcome_page.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/scenario/load.h"
#include "ui/theme/icons.h"
#include "ui/theme/resources.h"

namespace foldline::ui {
namespace {

constexpr double kColumnWidth = 560.0;
constexpr double kIcon = 20.0;

QLabel* makeLabel(const QString& text, const QFont& font, const QColor& colour, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
    return label;
}

}  // namespace

std::vector<BundledScenario> bundledScenarios() {
    std::vector<BundledScenario> out;
    const QDir folder(findResource(QStringLiteral("scenarios")));
    if (folder.path() == QStringLiteral(".")) {
        return out;
    }
    const QFileInfoList files =
        folder.entryInfoList({QStringLiteral("*.scenario.yaml")}, QDir::Files, QDir::Name);
    for (const QFileInfo& file : files) {
        const LoadedScenario loaded = loadScenarioFile(file.absoluteFilePath().toStdString());
        if (loaded.scenario) {
            out.push_back({file.absoluteFilePath(),
                           QString::fromStdString(loaded.scenario->title.en),
                           QString::fromStdString(loaded.scenario->title.ko)});
        }
    }
    return out;
}

WelcomePage::WelcomePage(const Theme& theme, QWidget* parent)
    : QScrollArea(parent),
      m_theme(theme) {
    setObjectName(QStringLiteral("welcomePage"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    rebuild();
}

void WelcomePage::setTheme(const Theme& theme) {
    m_theme = theme;
    rebuild();
}

void WelcomePage::setScenarios(std::vector<BundledScenario> scenarios) {
    m_scenarios = std::move(scenarios);
    rebuild();
}

void WelcomePage::setRecordings(std::vector<KeptRecording> recordings) {
    m_recordings = std::move(recordings);
    rebuild();
}

void WelcomePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        rebuild();
    }
    QScrollArea::changeEvent(event);
}

void WelcomePage::rebuild() {
    const bool korean = QLocale().language() == QLocale::Korean;
    auto* page = new QWidget(this);
    auto* across = new QHBoxLayout(page);
    auto* holder = new QWidget(page);
    holder->setFixedWidth(qRound(m_theme.px(kColumnWidth)));
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, qRound(m_theme.px(48)), 0, qRound(m_theme.px(32)));
    column->setSpacing(qRound(m_theme.px(8)));
    across->addStretch(1);
    across->addWidget(holder);
    across->addStretch(1);

    column->addWidget(makeLabel(
        QStringLiteral("Foldline"), m_theme.font(24, QFont::DemiBold), m_theme.text, holder));
    column->addWidget(makeLabel(
        tr("Run one business as several systems, break the database, a server or the broker, and "
           "watch on one timeline which facts survive."),
        m_theme.font(kTextPoints + 0.75),
        m_theme.muted,
        holder));

    if (!m_scenarios.empty()) {
        addHeading(*column, tr("Start with a scenario"));
        for (const BundledScenario& scenario : m_scenarios) {
            const QString name = QFileInfo(scenario.path).fileName();
            const QString title =
                korean && !scenario.titleKo.isEmpty() ? scenario.titleKo : scenario.titleEn;
            QPushButton* entry = addEntry(
                *column, QStringLiteral("graduation-cap"), title.isEmpty() ? name : title, name);
            connect(entry, &QPushButton::clicked, this, [this, path = scenario.path] {
                emit fileChosen(path);
            });
        }
    }
    if (!m_recordings.empty()) {
        addHeading(*column, tr("Go on with a recording"));
        for (const KeptRecording& recording : m_recordings) {
            const QString when = QLocale().toString(recording.changed, QLocale::ShortFormat);
            QPushButton* entry = addEntry(
                *column,
                QStringLiteral("clock"),
                recording.scenario,
                when % QStringLiteral(" · ") % QLocale().formattedDataSize(recording.bytes, 1));
            connect(entry, &QPushButton::clicked, this, [this, path = recording.path] {
                emit fileChosen(path);
            });
        }
    }
    addHeading(*column, tr("Or open a file of your own"));
    QPushButton* open = addEntry(*column,
                                 QStringLiteral("folder-open"),
                                 tr("Open scenario or recording…"),
                                 tr("You can also drop a file on this window"));
    connect(open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    column->addStretch(1);
    setWidget(page);
}

void WelcomePage::addHeading(QVBoxLayout& column, const QString& text) {
    QLabel* heading = makeLabel(
        text, m_theme.font(kTextPoints, QFont::DemiBold), m_theme.text, column.parentWidget());
    heading->setContentsMargins(0, qRound(m_theme.px(20)), 0, 0);
    column.addWidget(heading);
}

QPushButton* WelcomePage::addEntry(QVBoxLayout& column,
                                   const QString& icon,
                                   const QString& title,
                                   const QString& detail) {
    auto* entry = new QPushButton(column.parentWidget());
    entry->setAccessibleName(title);
    entry->setAccessibleDescription(detail);
    auto* row = new QHBoxLayout(entry);
    const int inset = qRound(m_theme.px(14));
    row->setContentsMargins(inset, qRound(m_theme.px(10)), inset, qRound(m_theme.px(10)));
    row->setSpacing(inset);
    auto* picture = new QLabel(entry);
    const int side = qRound(m_theme.px(kIcon));
    picture->setPixmap(
        makeIcon(icon, m_theme.commandText).pixmap(QSize(side, side), devicePixelRatioF()));
    row->addWidget(picture);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(qRound(m_theme.px(2)));
    lines->addWidget(
        makeLabel(title, m_theme.font(kTextPoints, QFont::DemiBold), m_theme.text, entry));
    lines->addWidget(makeLabel(detail, m_theme.font(kTextPoints - 0.75), m_theme.muted, entry));
    row->addLayout(lines, 1);
    const QList<QLabel*> labels = entry->findChildren<QLabel*>();
    for (QLabel* label : labels) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    entry->setMinimumHeight(row->totalHeightForWidth(qRound(m_theme.px(kColumnWidth))));
    column.addWidget(entry);
    return entry;
}

}  // namespace foldline::ui

// The panels around the stage: lesson, inspector and timeline, and where they are.
#pragma once

#include <QByteArray>
#include <QObject>

class QDockWidget;
class QMainWindow;
class QWidget;

namespace foldline::ui {

class DockLayout final : public QObject {
    Q_OBJECT

public:
    explicit DockLayout(QMainWindow& window);

    QDockWidget& lesson() { return *m_lesson; }

    QDockWidget& inspector() { return *m_inspector; }

    QDockWidget& timeline() { return *m_timeline; }

    /// Shows the panels; a view that is null has none.
    void open(QWidget* lesson, QWidget* inspector, QWidget* timeline);
    /// Hides all panels. Their places are kept.
    void close();

    bool isOpen() const { return m_open; }

    /// Everything where it was at first, sized for the window as it is now.
    void reset();
    /// With title bars, by which panels can be moved, floated and closed.
    void setMovable(bool movable);
    void retranslate();

    QByteArray save() const;
    /// False when `state` is not of this layout.
    bool restore(const QByteArray& state);

signals:
    void visibilityChanged();

private:
    QDockWidget* addDock(const char* name, Qt::DockWidgetArea area);

    QMainWindow& m_window;
    QDockWidget* m_lesson = nullptr;
    QDockWidget* m_inspector = nullptr;
    QDockWidget* m_timeline = nullptr;
    bool m_open = false;
    bool m_hasLesson = true;
};

}  // namespace foldline::ui

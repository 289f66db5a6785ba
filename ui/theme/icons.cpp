#include "ui/theme/icons.h"

#include <QByteArray>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace foldline::ui {
namespace {

class LineIconEngine final : public QIconEngine {
public:
    LineIconEngine(QByteArray svg, const QColor& colour, const QColor& disabled)
        : m_svg(std::move(svg)),
          m_colour(colour),
          m_disabled(disabled) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        // QSvgRenderer draws currentColor in black.
        QByteArray coloured = m_svg;
        const QColor& colour = mode == QIcon::Disabled ? m_disabled : m_colour;
        coloured.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(coloured);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new LineIconEngine(*this); }

    bool isNull() override { return m_svg.isEmpty(); }

private:
    QByteArray m_svg;
    QColor m_colour;
    QColor m_disabled;
};

}  // namespace

QIcon makeIcon(const QString& name, const QColor& colour, const QColor& disabled) {
    QFile file(QStringLiteral(":/icons/") % name % QStringLiteral(".svg"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QIcon(
        new LineIconEngine(file.readAll(), colour, disabled.isValid() ? disabled : colour));
}

}  // namespace foldline::ui

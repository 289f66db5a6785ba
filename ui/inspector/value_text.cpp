#include "ui/inspector/value_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace foldline::ui {
namespace {

QString none() {
    return QStringLiteral("—");
}

}  // namespace

QString valueText(const Dictionary& dictionary, FieldId field, std::int64_t value) {
    const ValueType type = field.value < dictionary.fields.size()
                               ? dictionary.fields[field.value].type
                               : ValueType::Integer;
    if (type == ValueType::Text) {
        const SymbolId symbol{static_cast<std::uint32_t>(value)};
        return value >= 0 && symbol.value < dictionary.symbols.size()
                   ? QString::fromStdString(dictionary.symbol(symbol))
                   : none();
    }
    if (type == ValueType::Boolean) {
        return value != 0 ? QCoreApplication::translate("foldline::ui::Inspector", "yes")
                          : QCoreApplication::translate("foldline::ui::Inspector", "no");
    }
    return QString::number(value);
}

QString fieldsText(const Dictionary& dictionary, const Fields& fields) {
    QStringList parts;
    for (std::size_t i = 0; i < fields.count; ++i) {
        parts += QString::fromStdString(dictionary.field(fields.ids[i]).name) +
                 QStringLiteral(": ") + valueText(dictionary, fields.ids[i], fields.values[i]);
    }
    return parts.join(QStringLiteral(", "));
}

QString changeText(const Dictionary& dictionary, const Fields& before, const Fields& after) {
    QStringList parts;
    for (std::size_t i = 0; i < after.count; ++i) {
        const FieldId id = after.ids[i];
        const std::int64_t* old = before.find(id);
        if (old != nullptr && *old == after.values[i]) {
            continue;
        }
        const QString name = QString::fromStdString(dictionary.field(id).name);
        const QString now = valueText(dictionary, id, after.values[i]);
        const QString start = name + QStringLiteral(": ");
        parts +=
            old == nullptr
                ? QString(start + now)
                : QString(start + valueText(dictionary, id, *old) + QStringLiteral(" → ") + now);
    }
    return parts.join(QStringLiteral(", "));
}

QString shortTime(SimTime t) {
    return QString::number(static_cast<double>(t.us) / kUsPerSecond, 'f', 2);
}

QString shortSpan(Duration span) {
    const auto us = static_cast<double>(span.us);
    if (span.us >= 100 * kUsPerSecond) {
        return QString::number(us / kUsPerSecond, 'f', 0) + QStringLiteral(" s");
    }
    if (span.us >= kUsPerSecond) {
        return QString::number(us / kUsPerSecond, 'f', 1) + QStringLiteral(" s");
    }
    if (span.us >= kUsPerMs) {
        return QString::number(us / kUsPerMs, 'f', span.us < 10 * kUsPerMs ? 1 : 0) +
               QStringLiteral(" ms");
    }
    return QString::number(span.us) + QStringLiteral(" µs");
}

QString titleText(const LocalText& text) {
    const bool korean = QLocale().language() == QLocale::Korean && !text.ko.empty();
    return QString::fromStdString(korean ? text.ko : text.en);
}

QString entityText(const Dictionary& dictionary, EntityId id) {
    return id.value < dictionary.entities.size() ? QString::fromStdString(dictionary.entity(id).key)
                                                 : none();
}

QString nodeText(const Dictionary& dictionary, NodeId id) {
    return id.value < dictionary.nodes.size() ? titleText(dictionary.node(id).title) : none();
}

QString symbolText(const Dictionary& dictionary, SymbolId id) {
    return id.value < dictionary.symbols.size() ? QString::fromStdString(dictionary.symbol(id))
                                                : none();
}

}  // namespace foldline::ui

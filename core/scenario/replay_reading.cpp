// What a step of a consuming handler does when an event is replayed.
#include "core/scenario/handler_reading.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/values.h"

namespace foldline {

bool readOnReplay(const ObjectReader& object, const HandlerReader& reader) {
    const YamlNode* node = object.find("onReplay");
    const auto text =
        node == nullptr ? std::nullopt : readText(*node, "onReplay", reader.problems());
    if (!text) {
        return false;
    }
    if (*text != "skip") {
        reader.problems().add(node->mark,
                              "the only thing to write is onReplay: skip, not " + inQuotes(*text) +
                                  "; without it the step is done again");
    } else if (!reader.handler.consume) {
        reader.problems().add(node->home,
                              "only events are replayed, and this handler answers a request; "
                              "remove onReplay");
    }
    return true;
}

}  // namespace foldline

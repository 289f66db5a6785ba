// The stage in words: for assistive technology, and for what is shown when the mouse rests on a
// node.
#pragma once

#include <QString>
#include <vector>

#include "ui/stage/card_model.h"
#include "ui/stage/panel_header.h"
#include "ui/stage/stage_tokens.h"

namespace foldline::ui {

/// Lines about one node with exact numbers, plain text.
QString describeNode(const StageFrame& frame, NodeId node, const StageWords& words);

/// The whole panel: its figures, each node with its state, and the messages in flight.
QString describePanel(const StageFrame& frame, const HeaderFacts& facts, const StageWords& words);

}  // namespace foldline::ui

package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What other nodes answered to an event between nodes.
///
/// @param answers the answer of each node, in no particular order
/// @param silentNodes how many nodes did not answer in time
public record NodeAnswers(List<List<JsonNode>> answers, int silentNodes) {
  /// Copies the list.
  public NodeAnswers {
    answers = List.copyOf(answers);
  }
}

package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/// What came back for an event to many sockets that each was to acknowledge.
///
/// @param answers the acknowledgements, in no particular order
/// @param missing how many sockets were sent the event and did not acknowledge it in time
/// @param silentNodes how many other nodes did not answer: nobody knows about their sockets
public record BroadcastAnswers(List<Answer> answers, int missing, int silentNodes) {
  /// Copies the list.
  public BroadcastAnswers {
    answers = List.copyOf(answers);
  }

  /// One socket's acknowledgement.
  ///
  /// @param socket the socket's id
  /// @param args what the client answered with
  public record Answer(String socket, List<JsonNode> args) {}

  /// Whether each socket answered.
  public boolean isComplete() {
    return missing == 0 && silentNodes == 0;
  }

  BroadcastAnswers plus(BroadcastAnswers other) {
    return new BroadcastAnswers(
        Stream.concat(answers.stream(), other.answers.stream()).toList(),
        missing + other.missing,
        silentNodes + other.silentNodes);
  }
}

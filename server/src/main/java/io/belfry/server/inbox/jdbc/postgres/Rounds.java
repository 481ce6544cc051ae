package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Parts the commands of a transaction, so that what each of them asks for can be read before: in
/// one round a user has sends alone, at once or later, or one other command. Mostly one round is
/// all.
final class Rounds {
  private final List<Round> rounds = new ArrayList<>(1);

  /// The number of the last round that each user is in; negative when with something else than
  /// sends.
  private final Map<UserId, Integer> last = new HashMap<>();

  private Rounds() {}

  static List<Round> of(List<Command> commands) {
    var parted = new Rounds();
    for (int i = 0; i < commands.size(); i++) {
      parted.add(commands.get(i), i);
    }
    return parted.rounds;
  }

  private void add(Command command, int index) {
    int before = last.getOrDefault(command.user(), 0);
    boolean sends = command instanceof Command.Send || command instanceof Command.Schedule;
    int number = before > 0 && sends ? before : Math.abs(before) + 1;
    last.put(command.user(), sends ? number : -number);
    if (rounds.size() < number) {
      rounds.add(new Round(new ArrayList<>(), new ArrayList<>()));
    }
    Round round = rounds.get(number - 1);
    round.commands.add(command);
    round.indexes.add(index);
  }

  /// Some of the commands, and where they stood among all.
  record Round(List<Command> commands, List<Integer> indexes) {}
}

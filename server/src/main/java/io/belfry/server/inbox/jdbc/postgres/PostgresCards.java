package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.Traits;
import io.belfry.server.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The cards that one transaction touches: the newest notification of each group, as it stands.
final class PostgresCards {
  private static final String FIND =
      "SELECT r.*, k.key FROM unnest(?, ?) k (id, key)"
          + " JOIN inbox i ON i.user_id = k.id COLLATE \"C\" CROSS JOIN LATERAL (SELECT "
          + Rows.NOTIFICATION
          + " FROM notification n WHERE n.user_id = i.user_id"
          + " AND n.group_key = k.key COLLATE \"C\" AND n.group_key <> '' AND n.deleted_at = 0"
          + " AND n.created_seq >= i.oldest ORDER BY n.created_seq DESC LIMIT 1) r";

  private final RoundTrip trip;
  private final Set<Named> known = new HashSet<>();
  private final Map<Named, Notification> cards = new HashMap<>();

  PostgresCards(RoundTrip trip) {
    this.trip = trip;
  }

  /// Plans to read the cards that `commands` may grow.
  void expect(List<Command> commands) {
    known.clear();
    cards.clear();
    read(
        commands.stream()
            .filter(Command.Send.class::isInstance)
            .map(Command.Send.class::cast)
            .map(send -> new Named(send.user(), send.content().traits().group()))
            .toList());
  }

  /// Plans to read those of `wanted`; names without a key are left out.
  void read(Collection<Named> wanted) {
    List<Named> names = wanted.stream().filter(each -> !each.key.isEmpty()).distinct().toList();
    if (!names.isEmpty()) {
      known.addAll(names);
      Columns<Named> all = Columns.of(names);
      trip.query(
          FIND,
          row ->
              cards.put(
                  new Named(Rows.user(row), row.getString(Rows.COUNT + 1)), Rows.notification(row)),
          all.texts(each -> each.user.value()),
          all.texts(Named::key));
    }
  }

  /// Whether [#find] knows the card of that name, or that there is none: it was read, or sent.
  boolean knows(UserId user, String key) {
    return known.contains(new Named(user, key));
  }

  @Nullable Notification find(UserId user, String key) {
    return cards.get(new Named(user, key));
  }

  /// Remembers `card`, which is new, where it is one.
  void put(UserId user, Notification card) {
    String key = card.content().traits().group();
    if (!key.isEmpty()) {
      var name = new Named(user, key);
      known.add(name);
      cards.put(name, card);
    }
  }

  /// Remembers how `card` stands now, where it is the newest of its group.
  void replace(UserId user, Notification card) {
    cards.computeIfPresent(
        new Named(user, card.content().traits().group()),
        (name, before) -> before.id().equals(card.id()) ? card : before);
  }

  /// Forgets the group of `card`, which is gone: whoever asks for it has to read what is left.
  void forget(UserId user, Notification card) {
    if (!cards.isEmpty()) {
      var name = new Named(user, Traits.of(card.content().json()).group());
      known.remove(name);
      cards.remove(name);
    }
  }

  /// A card, by whose it is and its key.
  record Named(UserId user, String key) {}
}

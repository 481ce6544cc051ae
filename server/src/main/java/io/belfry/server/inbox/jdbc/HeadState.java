package io.belfry.server.inbox.jdbc;

/// What the head of an inbox says at one moment.
///
/// @param seq number of the last change
/// @param floor deltas start here at the earliest: what was before is forgotten
/// @param size notifications that are there
/// @param tombstones rows of deleted ones, at or above `oldest`
/// @param oldest the number of creation below which retention has taken everything
/// @param evicted rows below `oldest`, which are still there for replicas
/// @param markOldest `oldest` when such rows were last forgotten
/// @param markSeq `seq` when such rows were last forgotten
/// @param lastOrder the order of the newest notification's id
/// @param heard the number of the last broadcast that was taken in
/// @param attention what is remembered of how its user was and is to be interrupted
public record HeadState(
    long seq,
    long floor,
    int unread,
    int unseen,
    int size,
    int tombstones,
    long oldest,
    int evicted,
    long markOldest,
    long markSeq,
    long lastOrder,
    long heard,
    Attention attention) {

  /// That of an inbox with nothing in it, whose first change has the number after `seq`.
  public static HeadState beginning(long seq) {
    return new HeadState(seq, seq, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Attention.NONE);
  }

  /// One as its row has it: `seq`, and [#numbers].
  public static HeadState of(long seq, String numbers) {
    String[] stored = numbers.substring(1, numbers.length() - 1).split(",", -1);
    return new HeadState(
        seq,
        Long.parseLong(stored[0]),
        Integer.parseInt(stored[1]),
        Integer.parseInt(stored[2]),
        Integer.parseInt(stored[3]),
        Integer.parseInt(stored[4]),
        Long.parseLong(stored[5]),
        Integer.parseInt(stored[6]),
        Long.parseLong(stored[7]),
        Long.parseLong(stored[8]),
        stored.length > 9 ? Long.parseLong(stored[9]) : 0,
        stored.length > 10 ? Long.parseLong(stored[10]) : 0,
        stored.length > 11 ? Attention.parse(stored[11].replace("\"", "")) : Attention.NONE);
  }

  /// The same, with the order of the newest id, and another number of what was taken in.
  public HeadState with(long newLastOrder, long newHeard) {
    return with(newLastOrder, newHeard, attention);
  }

  /// The same, with what is remembered beside.
  public HeadState with(long newLastOrder, long newHeard, Attention newAttention) {
    return new HeadState(
        seq,
        floor,
        unread,
        unseen,
        size,
        tombstones,
        oldest,
        evicted,
        markOldest,
        markSeq,
        newLastOrder,
        newHeard,
        newAttention);
  }

  /// Everything but `seq`, as a JSON array; the attention only where there is some, as text.
  public String numbers() {
    return "["
        + (floor + "," + unread + "," + unseen + "," + size + "," + tombstones + ",")
        + (oldest + "," + evicted + "," + markOldest + "," + markSeq + ",")
        + (lastOrder + "," + heard)
        + (attention.equals(Attention.NONE) ? "]" : ",\"" + attention.text() + "\"]");
  }
}

package io.belfry.server.cluster;

import io.belfry.server.user.UserId;

/// Hears what other nodes tell and ask. Called on threads of the bus, several at a time; must not
/// block.
public interface BusListener {
  /// Another node told `message` to those who joined `user`. May still come just after leaving.
  void told(UserId user, byte[] message);

  /// Another node told `message` to all.
  void toldAll(byte[] message);

  /// Another node asks those who joined `user`; returns the answer, which may be empty.
  byte[] asked(UserId user, byte[] question);

  /// Another node asks all; returns the answer, which may be empty.
  byte[] askedAll(byte[] question);

  /// From now on nothing may be heard, until [#resumed].
  void interrupted();

  /// Everything joined is heard, the first time or again. What was told before is lost: whoever has
  /// joined is to be compared with the store.
  void resumed();

  /// Another node could not tell for a while, although this one could hear: whoever has joined is
  /// to be compared with the store. A node that starts may be one that died with something untold,
  /// and counts as such. Several at about the same time are one call.
  void missed();
}

package io.belfry.server.cluster;

import io.belfry.server.user.UserId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// The way from this node to the others: tells them what happened here, and asks them what only
/// they can know, such as whether they have sockets of a user.
///
/// **A shortcut, not a log.** A message may be lost and nobody is told which; none comes twice.
/// What one thread tells of one user arrives in that order. Whoever relies on the bus compares with
/// the store when [BusListener#resumed] or [BusListener#missed] says so. A node that dies between
/// its commit and its [#tell] tells nobody before it starts again: who must not wait for that
/// compares now and then unasked.
///
/// **Joining.** Only nodes that joined a user hear of them. To miss nothing: put the socket in line
/// for what the bus tells, [#join], and read the inbox when the stage that `join` returned
/// completes. What becomes durable before that read is in it, what becomes durable after it is told
/// to a subscription in place.
///
/// **Interruptions.** A bus begins interrupted, and is so again whenever others cannot be heard or
/// told. It then keeps nothing for later: [#tell] drops, [#ask] answers at once and incompletely,
/// [#join] and [#leave] are remembered. It goes on by itself.
///
/// Every method may be called by any thread and none blocks, but for [#close].
public interface Bus extends AutoCloseable {
  /// The longest message, question or answer, in bytes. A longer one is dropped and counted; say
  /// less instead, such as where in the store to look.
  int MAX_BYTES = 2 << 20;

  /// Begins. Called once, before anything else; returns at once, whether there are others or not.
  void start(BusListener listener);

  /// Makes this node hear what is told of `user`, and returns a stage that completes when it does.
  /// Joining twice is joining once: each caller gets a stage to wait for.
  ///
  /// The stage completes within seconds and never fails. During an interruption, or when one comes,
  /// it completes without a subscription, because a comparison follows in any case:
  /// [BusListener#resumed] is called when the subscriptions of all who joined before it are in
  /// place.
  CompletionStage<Void> join(UserId user);

  /// Makes this node hear no more of `user`: its last socket has gone. Of [#join] and [#leave] of
  /// one user the later call wins, so the caller has to bring them into order.
  void leave(UserId user);

  /// Tells each message to the other nodes that joined its user; all of them with one write.
  void tell(List<UserMessage> messages);

  /// Tells `message` to all other nodes.
  void tellAll(byte[] message);

  /// Asks the other nodes that joined `user`. The stage never fails; it completes on a thread of
  /// the bus.
  CompletionStage<Answers> ask(UserId user, byte[] question);

  /// Asks all other nodes. The stage never fails; it completes on a thread of the bus.
  CompletionStage<Answers> askAll(byte[] question);

  /// Whether others are heard and can be told now.
  boolean isConnected();

  /// Ends; what was told before is still sent where that takes no time.
  @Override
  void close();

  /// What the nodes that joined `user` are told. The bytes must not change any more.
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record UserMessage(UserId user, byte[] bytes) {}

  /// What others answered.
  ///
  /// @param answers one for each node that answered, in no order
  /// @param complete whether all nodes that the bus knows to be concerned have answered in time; a
  ///   node that is itself interrupted is not known
  record Answers(List<byte[]> answers, boolean complete) {
    /// Nobody else is concerned.
    public static final Answers NOBODY = new Answers(List.of(), true);

    /// Nobody could be asked.
    public static final Answers UNKNOWN = new Answers(List.of(), false);

    public Answers {
      answers = List.copyOf(answers);
    }
  }
}

package io.belfry.server.cluster.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.concurrent.atomic.AtomicBoolean;

/// A message on its way to Redis. Its [Outcome] hears once what became of it.
final class Publication extends Command<byte[], byte[], Long> {
  /// About what Lettuce and Netty hold for a command besides its bytes.
  private static final int OVERHEAD_BYTES = 512;

  /// What became of a publication. Called on a thread of the bus or the one that sent it.
  interface Outcome {
    /// Redis passed it on to so many subscribers.
    void published(long receivers);

    /// It may not have been passed on.
    void failed(String reason);
  }

  /// Where publications come from.
  interface Sink {
    /// It takes no more memory.
    void settled(Publication publication);

    /// It takes no more memory, and has failed.
    void failed(Publication publication, String reason);
  }

  private final byte[] channel;
  private final int size;
  private final Sink sink;
  private final Outcome outcome;
  private final AtomicBoolean settled = new AtomicBoolean();

  /// @param sink hears of it before the outcome does
  Publication(CommandType type, byte[] channel, byte[] bytes, Sink sink, Outcome outcome) {
    super(
        type,
        new IntegerOutput<>(ByteArrayCodec.INSTANCE),
        new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(channel).addValue(bytes));
    this.channel = channel;
    this.size = OVERHEAD_BYTES + channel.length + bytes.length;
    this.sink = sink;
    this.outcome = outcome;
  }

  byte[] channel() {
    return channel;
  }

  /// How much memory it takes, in bytes, roughly.
  int size() {
    return size;
  }

  @Override
  public void complete() {
    super.complete();
    if (getOutput().hasError()) {
      fail(getOutput().getError());
    } else if (settled.compareAndSet(false, true)) {
      sink.settled(this);
      Long receivers = getOutput().get();
      outcome.published(receivers == null ? 0 : receivers);
    }
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    boolean completed = super.completeExceptionally(failure);
    fail(String.valueOf(failure.getMessage()));
    return completed;
  }

  @Override
  public void cancel() {
    super.cancel();
    fail("cancelled");
  }

  private void fail(String reason) {
    if (settled.compareAndSet(false, true)) {
      sink.failed(this, reason);
      outcome.failed(reason);
    }
  }
}

package io.belfry.server.cluster;

import io.belfry.server.user.UserId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The bus of a node that is alone: nobody to tell, nobody to ask. Safe for several threads.
public final class LocalBus implements Bus {
  private static final CompletionStage<Void> JOINED = CompletableFuture.completedStage((Void) null);
  private static final CompletionStage<Answers> NOBODY =
      CompletableFuture.completedStage(Answers.NOBODY);

  @Override
  public void start(BusListener listener) {
    listener.resumed();
  }

  @Override
  public CompletionStage<Void> join(UserId user) {
    return JOINED;
  }

  @Override
  public void leave(UserId user) {}

  @Override
  public void tell(List<UserMessage> messages) {}

  @Override
  public void tellAll(byte[] message) {}

  @Override
  public CompletionStage<Answers> ask(UserId user, byte[] question) {
    return NOBODY;
  }

  @Override
  public CompletionStage<Answers> askAll(byte[] question) {
    return NOBODY;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public void close() {}
}

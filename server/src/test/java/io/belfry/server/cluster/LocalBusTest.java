package io.belfry.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.cluster.Bus.Answers;
import io.belfry.server.cluster.Bus.UserMessage;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocalBusTest {
  private static final UserId ANN = new UserId("ann");

  @Test
  void nobody_else_is_there_and_nothing_is_waited_for() {
    List<String> heard = new ArrayList<>();
    try (var bus = new LocalBus()) {
      bus.start(new Listener(heard));
      assertThat(bus.isConnected()).isTrue();
      assertThat(bus.join(ANN).toCompletableFuture()).isCompleted();
      bus.tell(List.of(new UserMessage(ANN, new byte[1])));
      bus.tellAll(new byte[1]);
      assertThat(bus.ask(ANN, new byte[1]).toCompletableFuture())
          .isCompletedWithValue(Answers.NOBODY);
      assertThat(bus.askAll(new byte[1]).toCompletableFuture())
          .isCompletedWithValue(Answers.NOBODY);
      bus.leave(ANN);
    }
    assertThat(heard).containsExactly("resumed");
  }

  private record Listener(List<String> heard) implements BusListener {
    @Override
    public void told(UserId user, byte[] message) {
      heard.add("told");
    }

    @Override
    public void toldAll(byte[] message) {
      heard.add("toldAll");
    }

    @Override
    public byte[] asked(UserId user, byte[] question) {
      heard.add("asked");
      return question;
    }

    @Override
    public byte[] askedAll(byte[] question) {
      heard.add("askedAll");
      return question;
    }

    @Override
    public void interrupted() {
      heard.add("interrupted");
    }

    @Override
    public void resumed() {
      heard.add("resumed");
    }

    @Override
    public void missed() {
      heard.add("missed");
    }
  }
}

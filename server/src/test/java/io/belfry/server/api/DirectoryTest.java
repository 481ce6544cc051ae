package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.StoreException;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.jdbc.Dialect;
import io.belfry.server.user.jdbc.JdbcTopicStore;
import io.belfry.server.user.jdbc.JdbcUserStore;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryTest {
  @Test
  void so_many_calls_wait_and_one_more_is_refused_at_once(@TempDir Path folder) throws Exception {
    try (SideWork database = SqliteDatabase.open(folder.resolve("belfry.db")).sideWork();
        var directory =
            new Directory(
                new JdbcTopicStore(database, Dialect.SQLITE),
                new JdbcUserStore(database, Dialect.SQLITE))) {
      var release = new CountDownLatch(1);
      Function<TopicStore, Boolean> waiting = store -> awaited(release);
      List<Future<Boolean>> accepted = new ArrayList<>();
      Future<Boolean> last = directory.topics(waiting);
      while (!last.failed()) {
        accepted.add(last);
        last = directory.topics(waiting);
      }

      assertThat(accepted).hasSize(1_000 + Directory.AT_ONCE);
      assertThat(last.cause()).isInstanceOf(StoreException.class);
      assertThat(((StoreException) last.cause()).code()).isEqualTo(ProblemCode.OVERLOADED);
      release.countDown();
      assertThat(Future.all(accepted).await(30, TimeUnit.SECONDS).succeeded()).isTrue();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}

package io.belfry.server.app;

import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.DueCommands;
import io.belfry.server.inbox.DueWork;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Recaps;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/// What is due by the clock, of each kind.
final class DueKinds {
  private DueKinds() {}

  static List<DueWork.Kind<?>> of(
      Storage storage, Lanes lanes, Broadcasts broadcasts, MeterRegistry meters) {
    return List.of(
        new DueCommands(
            storage.expired(),
            Command.Expire::new,
            lanes,
            Counter.builder("belfry.inbox.expired").register(meters)),
        new DueCommands(
            storage.snoozed(),
            Command.Wake::new,
            lanes,
            Counter.builder("belfry.inbox.woken").register(meters)),
        new DueCommands(
            storage.dueSends(),
            Command.Release::new,
            lanes,
            Counter.builder("belfry.inbox.released").register(meters)),
        new Recaps(
            storage.recaps(), lanes, Counter.builder("belfry.inbox.recaps").register(meters)),
        broadcasts.due());
  }
}

package io.belfry.server.cluster.redis;

import io.belfry.server.cluster.BusListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the bus connected: one thread that connects, subscribes everything, carries out who joins
/// and leaves, watches, and begins anew when something breaks.
///
/// [#wake] is for any thread.
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  /// How many users are subscribed in one go.
  private static final int BATCH = 512;

  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration STANDSTILL = Duration.ofSeconds(1);
  private static final Duration GAPS_EVERY = Duration.ofSeconds(1);
  private static final Duration SLOTS_EVERY = Duration.ofSeconds(5);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LASTING = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final RedisOptions options;
  private final Node node;
  private final Receiver receiver;
  private final BusListener listener;
  private final Thread thread;
  private volatile boolean closing;

  /// The worst that has been logged of the present outage.
  private Trouble logged = Trouble.NONE;

  /// What the log says of an outage, the worst last.
  private enum Trouble {
    NONE,
    UNREACHABLE,
    REFUSED
  }

  /// Starts it.
  Upkeep(RedisOptions options, Node node, Receiver receiver, BusListener listener) {
    this.options = options;
    this.node = node;
    this.receiver = receiver;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("belfry-bus").unstarted(this::run);
    thread.start();
  }

  /// There is something to do.
  void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public void close() {
    closing = true;
    wake();
    try {
      if (!thread.join(STOP)) {
        log.atWarn().log("The bus did not stop in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    String name = "belfry-" + Long.toHexString(node.id());
    try (RedisClients clients = new RedisClients(options, name)) {
      Duration pause = SHORTEST_PAUSE;
      while (!closing) {
        long began = System.nanoTime();
        try {
          hold(clients);
        } catch (LineException failure) {
          logOnce(failure);
        } catch (RuntimeException failure) {
          log.atError().setCause(failure).log("The bus failed in an unexpected way; it goes on");
        }
        boolean lasted = System.nanoTime() - began > LASTING.toNanos();
        pause = lasted ? SHORTEST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        rest(pause);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// One session, from connecting until something breaks.
  private void hold(RedisClients clients) throws InterruptedException {
    var fault = new Fault(this::wake);
    try (Session session = clients.connect(new Ears(fault), fault)) {
      boolean resumed = false;
      try {
        begin(session, fault);
        resumed = true;
        logged = Trouble.NONE;
        log.atInfo().addKeyValue("redis", options).log("Other nodes are heard");
        listener.resumed();
        serve(session, fault);
      } finally {
        node.sender().shut();
        node.memberships().forget();
        node.asks().abandonAll();
        if (resumed && !closing) {
          node.metrics().interrupted();
          listener.interrupted();
        }
      }
    }
  }

  /// Subscribes everything joined, and lets messages pass.
  private void begin(Session session, Fault fault) throws InterruptedException {
    byte[] own = node.channels().node(node.id());
    session.subscribe(List.of(own, node.channels().all()), List.of());
    session.check(own, new Frame(Frame.Kind.TELL, node.id(), 0, new byte[0]).encode());
    // Whoever joins from here on waits for their own subscription. Whoever joined before did not
    // wait: they are all among those counted now, and `resumed` must find them subscribed.
    node.memberships().live();
    for (int left = node.memberships().waiting(); left > 0; left -= BATCH) {
      carryOut(session, fault);
    }
    node.sender().open(session);
  }

  private void serve(Session session, Fault fault) throws InterruptedException {
    long turn = System.nanoTime();
    long gapsSaid = turn - GAPS_EVERY.toNanos();
    long slotsChecked = turn;
    while (!closing) {
      carryOut(session, fault);
      long now = System.nanoTime();
      if (now - turn > STANDSTILL.toNanos()) {
        session.pardon();
      }
      turn = now;
      session.watch();
      if (now - gapsSaid > GAPS_EVERY.toNanos()) {
        gapsSaid = now;
        node.sender().sayGap(node.channels().all(), node.id());
        if (receiver.takeGap()) {
          listener.missed();
        }
      }
      if (now - slotsChecked > SLOTS_EVERY.toNanos()) {
        slotsChecked = now;
        session.checkSlots();
      }
      if (node.memberships().waiting() == 0 && !fault.isRaised()) {
        LockSupport.parkNanos(this, TICK.toNanos());
      }
    }
  }

  private void carryOut(Session session, Fault fault) throws InterruptedException {
    fault.check();
    Memberships.Changes changes = node.memberships().next(BATCH);
    if (!changes.isEmpty()) {
      session.subscribe(
          changes.joined().stream().map(node.channels()::user).toList(),
          changes.left().stream().map(node.channels()::user).toList());
      node.memberships().applied(changes);
    }
  }

  /// Says why, once for each outage: a line for each attempt would drown everything else. That we
  /// are not let in is said in addition, because it does not pass by itself.
  private void logOnce(LineException failure) {
    Trouble now = failure.isRefusal() ? Trouble.REFUSED : Trouble.UNREACHABLE;
    if (now.compareTo(logged) <= 0) {
      log.atDebug().addKeyValue("reason", failure.getMessage()).log("Redis still cannot be used");
      return;
    }
    logged = now;
    log.atWarn()
        .addKeyValue("reason", failure.getMessage())
        .log(
            now == Trouble.REFUSED
                ? "Redis refuses the user, the password or a command; other nodes are not heard"
                : "Redis cannot be used; other nodes are not heard until it can");
  }

  private void rest(Duration pause) {
    // Nodes that lost the same server must not all come back at the same moment.
    long nanos = ThreadLocalRandom.current().nextLong(pause.toNanos() / 2, pause.toNanos());
    long end = System.nanoTime() + nanos;
    while (!closing && System.nanoTime() < end) {
      LockSupport.parkNanos(this, end - System.nanoTime());
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// What comes over the lines of one session.
  private final class Ears implements Line.Listener {
    private final Fault fault;

    Ears(Fault fault) {
      this.fault = fault;
    }

    @Override
    public void heard(byte[] channel, byte[] bytes) {
      receiver.heard(channel, bytes);
    }

    @Override
    public void unsubscribed(byte[] channel) {
      boolean wanted =
          node.channels().userOf(channel).map(node.memberships()::isSubscribed).orElse(true);
      if (wanted) {
        fault.raise("Redis has ended a subscription");
      }
    }

    @Override
    public void broken(String reason) {
      fault.raise(reason);
    }
  }
}

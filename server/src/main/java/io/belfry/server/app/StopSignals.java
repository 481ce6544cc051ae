package io.belfry.server.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What ends the process from outside: SIGTERM, SIGINT and SIGHUP. The first of them stops the
/// server in order; the second ends the process at once, with the status that shells give it.
///
/// The JVM's own shutdown hooks hear of the first one only.
// The JDK has signals in sun.misc.Signal (JEP 260 keeps it); the compiler warns of that name
// wherever it is written, and no annotation says that one knows. Hence by reflection.
final class StopSignals {
  private static final Logger log = LoggerFactory.getLogger(StopSignals.class);
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
  private static final int STATUS_OF_SIGNAL = 128;

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Runnable stop;

  private StopSignals(Runnable stop) {
    this.stop = stop;
  }

  /// Has the first signal run `stop`, in a thread of its own.
  static void handle(Runnable stop) {
    StopSignals signals = new StopSignals(stop);
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, args) ->
                  switch (method.getName()) {
                    case "handle" ->
                        signals.came((int) signal.getMethod("getNumber").invoke(args[0]));
                    case "equals" -> self == args[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> method.getName();
                  });
      for (String name : NAMES) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (InvocationTargetException refused) {
      // With -Xrs the operator keeps the signals from the JVM.
      log.atWarn().setCause(refused.getCause()).log("Signals end the process at once");
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError("this JDK has no signals", missing);
    }
  }

  private Void came(int signal) {
    if (stopping.compareAndSet(false, true)) {
      stop.run();
    } else {
      log.atWarn().log("Told to stop again: ending at once");
      Runtime.getRuntime().halt(STATUS_OF_SIGNAL + signal);
    }
    return null;
  }
}

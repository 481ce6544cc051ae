package io.belfry.server.app;

import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;

/// By which of the operating system's ways sockets are served.
final class Transports {
  private Transports() {}

  /// The transport that `settings` ask for; `auto` is epoll where there is one, and otherwise the
  /// JDK's own.
  ///
  /// @throws ConfigurationException when this machine does not have it
  static Transport of(Settings settings) {
    return settings.parse(
        Setting.TRANSPORT,
        "auto, epoll, io_uring or nio",
        name ->
            switch (name) {
              case "auto" -> whatThereIs(Transport.EPOLL);
              case "epoll" -> available(name, Transport.EPOLL);
              case "io_uring" -> available(name, Transport.IO_URING);
              case "nio" -> Transport.NIO;
              default -> throw new IllegalArgumentException("no transport");
            });
  }

  // Vert.x: null where its library is not there for this kind of machine.
  private static Transport whatThereIs(@Nullable Transport preferred) {
    return preferred != null && preferred.available() ? preferred : Transport.NIO;
  }

  private static Transport available(String name, @Nullable Transport transport) {
    if (transport != null && transport.available()) {
      return transport;
    }
    throw new ConfigurationException(
        "Setting '%s' (%s) is '%s', which this machine does not have (%s); take 'auto'."
            .formatted(
                Setting.TRANSPORT.key(), Setting.TRANSPORT.variable(), name, reason(transport)));
  }

  private static String reason(@Nullable Transport transport) {
    Throwable cause = transport == null ? null : transport.unavailabilityCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == null ? "no library for it" : String.valueOf(cause.getMessage());
  }
}

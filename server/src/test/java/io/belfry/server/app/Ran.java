package io.belfry.server.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// How a command ended, and what it printed.
record Ran(int code, String out, String err) {
  /// Runs `belfry` with `arguments` in this process.
  static Ran run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine belfry =
        Main.commandLine(arguments)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return new Ran(belfry.execute(arguments), out.toString(), err.toString());
  }
}

package io.belfry.server.inbox;

import io.belfry.server.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commands that somebody wants done in one transaction, and who hears of their outcomes where.
record Submission(List<Command> commands, Executor executor, Consumer<List<Outcome>> then) {
  private static final Logger log = LoggerFactory.getLogger(Submission.class);

  /// How many commands `submissions` are.
  static int size(List<Submission> submissions) {
    return submissions.stream().mapToInt(each -> each.commands.size()).sum();
  }

  /// That nothing of `submissions` was done, for each of their commands.
  static List<Outcome> failed(List<Submission> submissions, ProblemCode code) {
    return Collections.nCopies(size(submissions), new Outcome.Failed(code));
  }

  /// Answers `submissions` with `outcomes`, which follow each other in the same order: one task for
  /// each executor.
  static void answer(List<Submission> submissions, List<Outcome> outcomes) {
    Map<Executor, List<Runnable>> answers = new HashMap<>(4);
    int next = 0;
    for (Submission submission : submissions) {
      int end = next + submission.commands.size();
      List<Outcome> own = outcomes.subList(next, end);
      next = end;
      answers
          .computeIfAbsent(submission.executor, executor -> new ArrayList<>())
          .add(() -> submission.then.accept(own));
    }
    answers.forEach(
        (executor, all) -> {
          try {
            executor.execute(() -> runAll(all));
          } catch (RejectedExecutionException stopped) {
            log.atDebug().log("An event loop has ended before its answers");
          }
        });
  }

  private static void runAll(List<Runnable> answers) {
    for (Runnable answer : answers) {
      try {
        answer.run();
      } catch (RuntimeException failure) {
        log.atError().setCause(failure).log("Answering a command failed");
      }
    }
  }
}

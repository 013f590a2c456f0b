package org.trueopen.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine;

/** The command line of a benchmark, whose help the script prints. */
public final class BenchCommand {

  /** Could not be run; 1 is for goals that were missed. */
  private static final int FAILED = 2;

  private BenchCommand() {}

  /**
   * Runs it and ends the process with what it returns; with 2 and a line that says why, if an
   * option is wrong or it cannot go on.
   *
   * @param bench its {@code @Command} has the name behind {@code ./trueopen}
   */
  public static void run(Callable<Integer> bench, String[] args) {
    CommandLine command = new CommandLine(bench);
    String name = "trueopen " + command.getCommandName();
    command.setParameterExceptionHandler(
        (problem, _) -> {
          System.err.println(name + ": " + problem.getMessage());
          System.err.println("See ./trueopen bench --help");
          return FAILED;
        });
    command.setExecutionExceptionHandler(
        (problem, _, _) -> {
          if (!(problem instanceof BenchException)) {
            throw problem;
          }
          System.err.println(name + ": " + problem.getMessage());
          return FAILED;
        });
    System.exit(command.execute(args));
  }
}

package org.trueopen.standalone.command;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./trueopen} calls for everything but building; it explains the options itself. */
@Command(
    name = "trueopen",
    versionProvider = Version.class,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      ChaosCommand.class,
      DemoCommand.class,
      ImportCommand.class,
      EraseCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ReplayCommand.class,
      ReclassifyCommand.class,
      WebhooksCommand.class,
    })
public final class StandaloneMain {

  @Option(names = "--version", versionHelp = true)
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation alone
  private boolean version;

  private StandaloneMain() {}

  public static void main(String[] args) {
    // Started by several threads at once, SLF4J tells the user about its queue.
    LoggerFactory.getILoggerFactory();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commands = new CommandLine(new StandaloneMain());
    commands.setParameterExceptionHandler(
        (problem, given) -> {
          String name = problem.getCommandLine().getCommandSpec().qualifiedName();
          System.err.println(problem.getMessage());
          System.err.println("See ./" + name + " --help");
          return 2;
        });
    commands.setExecutionExceptionHandler(
        (problem, command, given) -> {
          String name = command.getCommandSpec().qualifiedName();
          System.err.println(name + ": " + problem.getMessage());
          return 1;
        });
    return commands;
  }
}

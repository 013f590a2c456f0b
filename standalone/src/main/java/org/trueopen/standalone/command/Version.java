package org.trueopen.standalone.command;

import org.trueopen.config.ProductVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code ./trueopen --version} says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"TrueOpen " + ProductVersion.text()};
  }
}

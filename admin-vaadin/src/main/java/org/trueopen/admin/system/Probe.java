package org.trueopen.admin.system;

/** Asks one part how it is. */
interface Probe {

  String part();

  /** May take as long as its own timeouts allow, and throw: {@link SystemHealth} bounds both. */
  PartHealth ask() throws Exception;
}

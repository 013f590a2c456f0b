package org.trueopen.admin.rulelab;

/** Somebody else's comparison is under way. */
final class LabBusyException extends Exception {

  private final String user;

  LabBusyException(String user) {
    super("a comparison of " + user + "'s is under way");
    this.user = user;
  }

  /** Whose comparison it is. */
  String user() {
    return user;
  }
}

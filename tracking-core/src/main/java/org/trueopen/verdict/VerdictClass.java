package org.trueopen.verdict;

/** Who was behind a hit. */
public enum VerdictClass {
  /** Somebody, with a mail client or browser of their own. */
  PERSON(Group.PEOPLE),
  /** Somebody, seen through their provider's image proxy. */
  PERSON_VIA_PROXY(Group.PEOPLE),
  /** Loaded whether or not anybody reads: nobody can know. */
  PRIVACY_PRELOAD(Group.UNKNOWABLE),
  /** The provider fetched ahead of the reader. */
  PROVIDER_PREFETCH(Group.MACHINES),
  /** A gateway or link checker looked for harm. */
  SECURITY_SCANNER(Group.MACHINES),
  /** A messenger made a preview of a pasted link. */
  LINK_PREVIEW(Group.MACHINES),
  /** A program that says it is one. */
  DECLARED_BOT(Group.MACHINES),
  /** The sender's own people. */
  OWN_TRAFFIC(Group.MACHINES),
  /** The evidence does not tell. */
  UNKNOWN(Group.UNKNOWABLE);

  /** How a class counts. */
  public enum Group {
    PEOPLE,
    UNKNOWABLE,
    MACHINES
  }

  private final Group group;

  VerdictClass(Group group) {
    this.group = group;
  }

  public Group group() {
    return group;
  }

  public boolean isPeople() {
    return group == Group.PEOPLE;
  }
}

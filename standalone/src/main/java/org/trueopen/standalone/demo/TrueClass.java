package org.trueopen.standalone.demo;

/**
 * Who was really behind a simulated hit. The names are those of the product's verdict classes, as
 * the import file's {@code label} has them.
 */
public enum TrueClass {
  PERSON,
  PERSON_VIA_PROXY,
  PRIVACY_PRELOAD,
  PROVIDER_PREFETCH,
  SECURITY_SCANNER,
  LINK_PREVIEW,
  DECLARED_BOT;

  /** Whether a person sets the time: such hits wait for the morning, machines do not sleep. */
  boolean keepsPeoplesHours() {
    return this == PERSON || this == PERSON_VIA_PROXY || this == LINK_PREVIEW;
  }

  /** Whether the hit is a reader's own, directly or through an image proxy. */
  boolean isPerson() {
    return this == PERSON || this == PERSON_VIA_PROXY;
  }
}

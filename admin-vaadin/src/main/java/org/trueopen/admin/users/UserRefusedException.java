package org.trueopen.admin.users;

/** A user was not changed; the message says why, in words for a person. */
public final class UserRefusedException extends Exception {

  UserRefusedException(String message) {
    super(message);
  }
}

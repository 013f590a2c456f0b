package org.trueopen.log;

import java.time.Instant;

/**
 * Something somebody did in the admin that is no setting: to users, opt-outs or a recipient's data.
 * Settings keep who changed them themselves.
 *
 * @param who a user's name, or {@code somebody} where nobody had logged in
 * @param what as {@code user-added}
 * @param subject whom or what it was done to; never a recipient's address
 * @param before empty if there was nothing
 * @param after empty if there is nothing; never a password or its hash
 */
public record AdminDeed(
    Instant at, String who, String what, String subject, String before, String after) {}

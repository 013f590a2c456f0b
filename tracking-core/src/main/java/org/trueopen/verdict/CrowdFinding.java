package org.trueopen.verdict;

/**
 * What one crowd has told a delivery.
 *
 * @param revision of several from one crowd the one with the highest stands, in whatever order they
 *     come
 */
public record CrowdFinding(Scope scope, long revision, Opinion opinion) {}

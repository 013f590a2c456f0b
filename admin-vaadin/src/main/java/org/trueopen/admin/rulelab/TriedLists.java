package org.trueopen.admin.rulelab;

import org.trueopen.settings.ListChanges;

/**
 * By which lists mail is told apart.
 *
 * @param present what the account has changed of the lists
 * @param tried what is tried in its place; often the same
 */
public record TriedLists(ListChanges present, ListChanges tried) {}

import { keeps, logs, reads } from '../verb.ts';
import { acknowledgeAlert, closeAlert, listAlerts, raiseAlert, standingAlerts } from './alerts.ts';
import { appendAudit, listAudit } from './audit.ts';
import { keptBatchPictures, nextBatchNames, pageBatchParts, recordBatchStep, worstBatchParts } from './batch-parts.ts';
import { createBatch, getBatch, listBatches, removeBatch, turnBatch } from './batches.ts';
import { fitsInUse, readReviewed, revertFit, useFit } from './confidence.ts';
import { listReferences, listReports, listWindows, putWindow, setReference } from './drift.ts';
import { forgetPredictions } from './forget.ts';
import { appendInspection, countInspections, listInspections } from './inspections.ts';
import { decideItem, listLabels, undoDecision } from './labels.ts';
import { addRetraining, listRetraining, recommendRetraining, standingRetraining } from './learning.ts';
import { countReviewed, listStreams, putMinute, readMetrics } from './metrics.ts';
import { lastRetraining, recordModel } from './models.ts';
import { addToOutbox, countOutbox, listDue } from './outbox.ts';
import {
  countSignals,
  keepSignal,
  listOutputs,
  nextSignals,
  removeOutput,
  saveOutput,
  settleSignal,
} from './outputs.ts';
import { countPeople, deletePeople, mayKeep, mayLeave, notePeopleModels, withdraw } from './people.ts';
import {
  appendPredictions,
  countPredictions,
  getPrediction,
  outlinePredictions,
  pagePredictions,
} from './predictions.ts';
import { countQueue, getItem, pageQueue, pageSamples, quarantineSample, releaseSample } from './queue.ts';
import {
  archiveRecipe,
  findRecipeByCode,
  getRecipe,
  listRecipes,
  listRecipeVersions,
  rollBackRecipe,
  saveRecipe,
} from './recipes.ts';
import { countKeptSince, keepSample, overrideInspection } from './samples.ts';
import { getSetting, setSetting } from './settings.ts';
import { beginShift, tallyShift } from './shift.ts';
import { addSource, listSources, removeSource } from './sources.ts';
import { ensureStation, getStation, renameStation } from './stations.ts';
import { beginSync, countSync, readLedger, retryRefused, settleBatch, writeLedger } from './sync.ts';
import { takeChanges } from './sync-changes.ts';
import { readOutgoing } from './sync-outgoing.ts';

/** All that the store can be asked; the client's types are inferred from this one value. */
export const verbs = {
  'stations.get': reads(getStation),
  'stations.ensure': keeps(ensureStation),
  'stations.rename': keeps(renameStation),
  'settings.get': reads(getSetting),
  'settings.set': keeps(setSetting),
  'sources.list': reads(listSources),
  'sources.add': keeps(addSource),
  'sources.remove': keeps(removeSource),
  'recipes.list': reads(listRecipes),
  'recipes.versions': reads(listRecipeVersions),
  'recipes.get': reads(getRecipe),
  'recipes.byCode': reads(findRecipeByCode),
  'recipes.save': keeps(saveRecipe),
  'recipes.rollback': keeps(rollBackRecipe),
  'recipes.archive': keeps(archiveRecipe),
  'models.record': logs(recordModel),
  'predictions.append': logs(appendPredictions),
  'predictions.page': reads(pagePredictions),
  'predictions.outline': reads(outlinePredictions),
  'predictions.get': reads(getPrediction),
  'predictions.count': reads(countPredictions),
  'predictions.forget': logs(forgetPredictions),
  'inspections.append': keeps(appendInspection),
  'inspections.list': reads(listInspections),
  'inspections.count': reads(countInspections),
  'inspections.override': keeps(overrideInspection),
  'shift.begin': keeps(beginShift),
  'shift.tally': reads(tallyShift),
  'batches.create': keeps(createBatch),
  'batches.list': reads(listBatches),
  'batches.get': reads(getBatch),
  'batches.turn': keeps(turnBatch),
  'batches.names': reads(nextBatchNames),
  'batches.kept': reads(keptBatchPictures),
  'batches.record': keeps(recordBatchStep),
  'batches.parts': reads(pageBatchParts),
  'batches.worst': reads(worstBatchParts),
  'batches.remove': keeps(removeBatch),
  'samples.keep': keeps(keepSample),
  'samples.keptSince': reads(countKeptSince),
  'samples.page': reads(pageSamples),
  'samples.quarantine': keeps(quarantineSample),
  'samples.release': keeps(releaseSample),
  'people.count': reads(countPeople),
  'people.mayKeep': reads(mayKeep),
  'people.withdraw': logs(withdraw),
  'people.mayLeave': reads(mayLeave),
  'people.noteModels': keeps(notePeopleModels),
  'people.delete': keeps(deletePeople),
  'queue.page': reads(pageQueue),
  'queue.get': reads(getItem),
  'queue.count': reads(countQueue),
  'labels.decide': keeps(decideItem),
  'labels.undo': keeps(undoDecision),
  'labels.list': reads(listLabels),
  'confidence.reviewed': reads(readReviewed),
  'confidence.inUse': reads(fitsInUse),
  'confidence.use': keeps(useFit),
  'confidence.revert': keeps(revertFit),
  'retraining.add': keeps(addRetraining),
  'retraining.list': reads(listRetraining),
  'retraining.recommend': keeps(recommendRetraining),
  'retraining.standing': reads(standingRetraining),
  'retraining.last': reads(lastRetraining),
  'labels.reviewed': reads(countReviewed),
  'streams.list': reads(listStreams),
  'metrics.put': logs(putMinute),
  'metrics.read': reads(readMetrics),
  'drift.put': keeps(putWindow),
  'drift.windows': reads(listWindows),
  'drift.reports': reads(listReports),
  'drift.setReference': keeps(setReference),
  'drift.references': reads(listReferences),
  'alerts.raise': keeps(raiseAlert),
  'alerts.close': keeps(closeAlert),
  'alerts.acknowledge': keeps(acknowledgeAlert),
  'alerts.standing': reads(standingAlerts),
  'alerts.list': reads(listAlerts),
  'outbox.add': keeps(addToOutbox),
  'outbox.list': reads(listDue),
  'outbox.count': reads(countOutbox),
  'outputs.list': reads(listOutputs),
  'outputs.save': keeps(saveOutput),
  'outputs.remove': keeps(removeOutput),
  'signals.keep': keeps(keepSignal),
  'signals.next': reads(nextSignals),
  'signals.settle': logs(settleSignal),
  'signals.count': reads(countSignals),
  'sync.ledger': reads(readLedger),
  'sync.note': logs(writeLedger),
  'sync.begin': keeps(beginSync),
  'sync.outgoing': reads(readOutgoing),
  'sync.settle': keeps(settleBatch),
  'sync.takeChanges': keeps(takeChanges),
  'sync.retry': keeps(retryRefused),
  'sync.count': reads(countSync),
  'audit.append': keeps(appendAudit),
  'audit.list': reads(listAudit),
};

export type Verbs = typeof verbs;
export type VerbName = keyof Verbs;
export type InputOf<V extends VerbName> = Parameters<Verbs[V]['run']>[1];
export type OutputOf<V extends VerbName> = Extract<ReturnType<Verbs[V]['run']>, { ok: true }>['value'];

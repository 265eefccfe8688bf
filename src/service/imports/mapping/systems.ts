import { eventTableTitles, type EventTableColumn } from '../../../contract/event-table.ts'
import { tableLanguages } from '../../../contract/table-language.ts'
import type { ImportField, System } from '../../../contract/import-mapping.ts'

/** The columns of a system's export by field, the preferred name first, and the parts of its notes. */
export interface SystemColumns {
  readonly fields: Partial<Record<ImportField, readonly string[]>>
  /** the parts of a note in order, each with the text before it */
  readonly note: readonly { readonly label: string; readonly names: readonly string[] }[]
  /** columns without a field that need no choice */
  readonly ignored: readonly string[]
}

/** Returns the titles that a column has in the tables of the page and of `export --csv`. */
const titles = (...columns: readonly EventTableColumn[]) =>
  columns.flatMap((column) => tableLanguages.map((language) => eventTableTitles[language][column]))

const part = (label: string, ...names: string[]) => ({ label, names })

/**
 * The columns of each system. Sources: docs/import-hubspot.md, docs/import-salesforce.md, docs/import-pipedrive.md,
 * docs/import-zoho.md and docs/import-dynamics.md name the documentation of each.
 */
export const systemColumns: Readonly<Record<System, SystemColumns>> = {
  leadline: {
    fields: {
      lead: ['lead', ...titles('lead')],
      leadName: ['leadName', ...titles('leadName')],
      type: ['type', ...titles('type')],
      date: ['date', ...titles('date')],
      time: ['time'],
      owner: ['owner', ...titles('owner')],
      note: ['note', ...titles('note')],
      status: ['status', ...titles('status')],
      leadAssignee: ['leadAssignee', ...titles('leadAssignee')],
      leadAssigneeRemove: ['leadAssigneeRemove'],
      externalId: ['externalId'],
    },
    note: [],
    ignored: [
      'id',
      'created',
      'updateTime',
      'noteVisibility',
      'statusCollectionId',
      'previousStatus',
      'previousLeadAssignee',
      'ownerName',
      'leadAssigneeName',
      'highlights',
      'ifDeleted',
      'effects',
      'kind',
      'deletedAt',
      'deletedBy',
      'deleted',
      'format',
      ...titles(
        'localTime',
        'timeZone',
        'ownerName',
        'previousStatus',
        'leadAssigneeName',
        'created',
        'updateTime',
      ),
    ],
  },
  hubspot: {
    fields: {
      externalId: ['Record ID', 'Call ID', 'Engagement ID', 'Activity ID', 'hs_object_id'],
      lead: [
        'Associated Company IDs',
        'Associated Company ID',
        'Company ID',
        'Associated Contact IDs',
        'Associated Contact ID',
        'Contact ID',
      ],
      leadName: ['Associated Company', 'Associated Company Names', 'Company name', 'Associated Contact'],
      date: [
        'Activity date',
        'Call date',
        'hs_timestamp',
        'Meeting start time',
        'Create date',
        'hs_createdate',
      ],
      owner: ['Activity assigned to', 'Assigned to', 'hubspot_owner_id', 'Activity created by', 'Owner'],
    },
    note: [
      part('', 'Call Title', 'hs_call_title', 'Meeting name', 'Task title', 'Email subject', 'Subject'),
      part(
        '',
        'Call notes',
        'Call body',
        'hs_call_body',
        'Note body',
        'hs_note_body',
        'Meeting description',
        'Task notes',
        'Email body',
        'Body',
      ),
      part('Outcome: ', 'Call outcome', 'hs_call_disposition', 'Meeting outcome'),
      part('Duration: ', 'Call duration', 'hs_call_duration'),
    ],
    ignored: [],
  },
  salesforce: {
    fields: {
      externalId: ['Id', 'Activity ID', 'Task ID'],
      lead: [
        'AccountId',
        'Account ID',
        'WhatId',
        'Related To ID',
        'WhoId',
        'Name ID',
        'Lead ID',
        'Contact ID',
      ],
      leadName: ['Account.Name', 'Account Name', 'Company / Account', 'Related To'],
      date: [
        'CompletedDateTime',
        'Completed Date/Time',
        'ActivityDateTime',
        'ActivityDate',
        'Date',
        'Due Date',
        'CreatedDate',
        'Created Date',
      ],
      owner: ['OwnerId', 'Owner ID', 'Owner.Email', 'Owner.Name', 'Assigned', 'Assigned To', 'Owner'],
      deleted: ['IsDeleted', 'Deleted'],
    },
    note: [
      part('', 'Subject'),
      part('', 'Description', 'Full Comments', 'Comments'),
      part('Outcome: ', 'CallDisposition', 'Call Result'),
      part('Duration: ', 'CallDurationInSeconds', 'Call Duration'),
    ],
    ignored: [],
  },
  pipedrive: {
    fields: {
      externalId: ['ID', 'Activity - ID', 'Note - ID'],
      lead: [
        'Organization ID',
        'Activity - Organization ID',
        'org_id',
        'Organization',
        'Activity - Organization',
        'Organisation',
        'Note - Organization',
        'Person ID',
        'Contact person',
        'Person',
        'Lead or deal',
      ],
      leadName: [
        'Organization',
        'Activity - Organization',
        'Organisation',
        'Note - Organization',
        'Contact person',
      ],
      date: [
        'Due date',
        'Activity - Due date',
        'Marked as done time',
        'Activity - Marked as done time',
        'Add time',
        'Activity - Add time',
        'Note - Add time',
      ],
      time: ['Due time', 'Activity - Due time'],
      owner: [
        'Assigned to user',
        'Activity - Assigned to user',
        'Assigned to',
        'User',
        'Note - User',
        'Owner',
        'Creator',
      ],
    },
    note: [
      part('', 'Subject', 'Activity - Subject'),
      part('', 'Note', 'Activity - Note', 'Note - Content', 'Content', 'Public description'),
      part('Type: ', 'Type', 'Activity - Type'),
      part('Duration: ', 'Duration', 'Activity - Duration'),
    ],
    ignored: [],
  },
  zoho: {
    fields: {
      externalId: ['Record Id', 'Call Id', 'Activity Id', 'Note Id', 'Id'],
      lead: [
        'Related To.id',
        'Related To ID',
        'What Id',
        'Parent ID.id',
        'Parent ID',
        'Account Name.id',
        'Contact Name.id',
        'Who Id',
        'Related To',
      ],
      leadName: ['Related To', 'Account Name', 'Parent ID.name', 'Contact Name'],
      date: [
        'Call Start Time',
        'Start DateTime',
        'Start Date Time',
        'Closed Time',
        'Due Date',
        'Created Time',
      ],
      owner: [
        'Call Owner',
        'Activity Owner',
        'Task Owner',
        'Note Owner',
        'Host',
        'Owner',
        'Call Owner.id',
        'Owner.id',
        'Created By',
      ],
    },
    note: [
      part('', 'Subject', 'Note Title', 'Title'),
      part('', 'Description', 'Note Content'),
      part('Outcome: ', 'Call Result', 'Outgoing Call Status', 'Call Outcome'),
      part('Duration: ', 'Call Duration', 'Call Duration (in minutes)', 'Call Duration (in seconds)'),
    ],
    ignored: [],
  },
  dynamics: {
    fields: {
      externalId: [
        '(Do Not Modify) Phone Call',
        '(Do Not Modify) Activity',
        '(Do Not Modify) Note',
        'activityid',
      ],
      lead: ['regardingobjectid', '_regardingobjectid_value', 'Regarding ID', 'Regarding'],
      leadName: ['Regarding', 'regardingobjectidname'],
      date: [
        'Actual End',
        'actualend',
        'Actual Start',
        'actualstart',
        'Due',
        'Due Date',
        'scheduledend',
        'Created On',
        'createdon',
      ],
      owner: ['Owner', 'ownerid', '_ownerid_value', 'Created By'],
    },
    note: [
      part('', 'Subject', 'Title'),
      part('', 'Description', 'Note Text'),
      part('Outcome: ', 'Status Reason', 'Activity Status'),
      part('Duration: ', 'Duration', 'actualdurationminutes'),
    ],
    ignored: ['(Do Not Modify) Row Checksum', '(Do Not Modify) Modified On'],
  },
}

import type { Database, Prisma, Question } from '../db/index.ts'

type Asked = Pick<Question, 'id' | 'runId' | 'step' | 'title' | 'role' | 'reminders'>

/** A question is called to mind once more. */
export function reminded(db: Database, question: Asked): Promise<void> {
  return put(db, question, { key: `reminder/${question.reminders}`, title: `Still open: ${question.title}`, text: question.role === '' ? 'Nobody has answered yet.' : `${question.role} has not answered yet.`, level: 'warn' })
}

/** A run has come to where only a person knows what to do. */
export function escalated(db: Database, question: Asked): Promise<void> {
  return put(db, question, { key: 'escalated', title: `Needs a decision: ${question.title}`, text: question.role === '' ? 'The run waits.' : `The run waits for ${question.role}.`, level: 'warn' })
}

/** Its time is over, and the run goes on as it says. */
export function unanswered(db: Database, question: Asked): Promise<void> {
  return put(db, question, { key: 'unanswered', title: `Nobody answered in time: ${question.title}`, text: 'The run has gone on as its step says.', level: 'warn' })
}

/** What was told of a question that is over matters no more. */
export async function forgetNotices({ prisma }: Database, { id }: Pick<Question, 'id'>): Promise<void> {
  await prisma.notice.updateMany({ where: { key: { startsWith: `${id}/` }, readAt: null }, data: { readAt: new Date() } })
}

async function put({ prisma }: Database, { id, runId, step }: Asked, { key, ...notice }: Pick<Prisma.NoticeCreateManyInput, 'key' | 'title' | 'text' | 'level'>): Promise<void> {
  // the same for a repeat, such as after a restart
  await prisma.notice.createMany({ data: [{ key: `${id}/${key}`, runId, step, ...notice }], skipDuplicates: true })
}

/**
 * Condition matrices (条件矩阵) of the Weaver E10 test platform, after docs/vendors/weaver-e10.md section 5
 * (the number stands beside each). `[not known]` as in weaverE10.ts.
 */
import { anyOf, filled, isObject, listOf, mapOf, numberId, oneOf } from '../checks.ts';
import { record, text, tryJson, whole } from '../checks.ts';
import { tookEffect } from '../effects.ts';
import { anyId, idList, mustBeTenant, mustExist, rowsOf, textId } from './checks.ts';
import type { Fields } from './checks.ts';
import { dataRule, eachRow } from './rows.ts';
import type { Row } from './rows.ts';
import { Refusal, mustNotBeRefused, nextId, operation } from './state.ts';
import type { WeaverE10Operations, WeaverE10State, WeaverMatrix } from './state.ts';

function matrixNamed(name: string, state: WeaverE10State) {
	mustExist('matrices', name, state);
	return state.matrices.get(name)!;
}

function matrixWithId(id: unknown, { matrices }: WeaverE10State) {
	const found = [...matrices.values()].find((matrix) => matrix.id === String(id));
	if (!found) throw new Refusal(`矩阵${String(id)}不存在`);
	return found;
}

/** Display name or code → display name. */
const columnNames = ({ columns }: WeaverMatrix) =>
	new Map(
		columns.flatMap(({ name, code }) => [
			[name, name] as const,
			...(code === undefined ? [] : [[code, name] as const]),
		]),
	);

interface MatrixSync {
	matrixName: string;
	dataList: Row[];
	extKeyField?: string;
}

function matrixSyncBody(body: unknown, { matrices }: WeaverE10State) {
	const { matrixName, extKeyField } = isObject(body) ? body : {};
	const matrix = matrices.get(String(matrixName));
	const keys = [...(matrix ? columnNames(matrix).keys() : [])];
	if (typeof extKeyField === 'string') keys.push(extKeyField);
	const columns: Fields = Object.fromEntries(keys.map((key) => [key, text]));
	const row = record({}, { ...columns, dataId: textId, delete_type: oneOf(1) });
	return record(
		// The columns of a matrix that is not there are not known either.
		{ matrixName: filled, dataList: rowsOf(matrix ? row : isRow) },
		{
			optId: textId,
			taskId: anyOf(text, whole(0)),
			extKeyField: filled,
			dataRule: dataRule([], ['employee', 'department', 'subcompany'], {
				employeeScopeConfig: oneOf('onlyMainAccount', 'onlyNormal'),
			}),
		},
	)(body);
}

const isRow = (row: unknown) => (isObject(row) ? undefined : 'must be an object');

function syncMatrix({ matrixName, dataList, extKeyField }: MatrixSync, state: WeaverE10State) {
	const matrix = matrixNamed(matrixName, state);
	const names = columnNames(matrix);
	return eachRow(dataList, state, extKeyField, ({ dataId, delete_type, ...columns }) => {
		const id = dataId as string | undefined;
		const isNew = id === undefined;
		if (!isNew && !matrix.rows.has(id)) throw new Refusal(`数据${id}不存在`);
		if (matrix.system && (isNew || delete_type === 1)) {
			throw new Refusal('系统矩阵只能按dataId更新');
		}
		if (delete_type === 1) {
			if (isNew) throw new Refusal('dataId不能为空');
			matrix.rows.delete(id);
			return { id, operate: 'delete' };
		}
		const values = Object.entries(columns).filter(([key]) => names.has(key));
		const sent = Object.fromEntries(values.map(([key, value]) => [names.get(key)!, value]));
		const key = id ?? nextId(state);
		matrix.rows.set(key, { ...matrix.rows.get(key), ...sent });
		return { id: key, operate: isNew ? 'insert' : 'update' };
	});
}

/**
 * [not known] the format: a JSON array of rows, those of the matrix that `matrixId` in the first
 * one names, or of the only matrix there is.
 */
function replaceRows({ dataStr }: { dataStr: string }, state: WeaverE10State) {
	const rows = tryJson(dataStr);
	if (!Array.isArray(rows) || !rows.every(isObject)) {
		throw new Refusal('dataStr must hold a JSON array of objects');
	}
	const matrix = rows.some(({ matrixId }) => matrixId !== undefined)
		? matrixWithId(rows[0].matrixId, state)
		: [...state.matrices.values()].at(0);
	if (!matrix) throw new Refusal('矩阵不存在');
	mustNotBeRefused([dataStr]);
	tookEffect(dataStr);
	matrix.rows = new Map(
		rows.map(({ matrixId: _matrixId, dataId = nextId(state), ...columns }) => [
			String(dataId),
			columns,
		]),
	);
	return {};
}

interface MatrixRemoval {
	tenantKey: string;
	employeeId: unknown;
	matrixId: unknown;
	rowDataIdList: unknown[];
}

function deleteRows(removal: MatrixRemoval, state: WeaverE10State) {
	mustBeTenant(removal.tenantKey, state);
	mustExist('employees', removal.employeeId, state);
	const { rows } = matrixWithId(removal.matrixId, state);
	const dataIds = removal.rowDataIdList.map(String);
	mustNotBeRefused(dataIds);
	const lacking = dataIds.find((dataId) => !rows.has(dataId));
	if (lacking !== undefined) throw new Refusal(`数据${lacking}不存在`);
	for (const dataId of dataIds) rows.delete(dataId);
	dataIds.forEach(tookEffect);
	return {};
}

interface ValueQuery {
	matrixId: unknown;
	valueConfigId: unknown;
	conditionList: Array<{ conditionConfigId: unknown; newConditionRelateIdList: unknown[] }>;
}

/** [not known] the answer: the values of the column, of the rows that meet every condition. */
function queryValues(
	{ matrixId, valueConfigId, conditionList }: ValueQuery,
	state: WeaverE10State,
) {
	const { columns, rows } = matrixWithId(matrixId, state);
	const columnOf = (id: unknown) => {
		const found = columns.find((column) => column.id === String(id));
		if (!found) throw new Refusal(`列${String(id)}不存在`);
		return found.name;
	};
	const value = columnOf(valueConfigId);
	const conditions = conditionList.map(({ conditionConfigId, newConditionRelateIdList }) => ({
		column: columnOf(conditionConfigId),
		wanted: newConditionRelateIdList.map(String),
	}));
	return [...rows.values()]
		.filter((row) => conditions.every(({ column, wanted }) => wanted.includes(String(row[column]))))
		.map((row) => row[value]);
}

interface ViewRequest {
	matrixName: string;
	matrixViewName: string;
	matrixColumnMap: Record<string, string>;
}

/** [not known] the answer. */
function buildView(
	{ matrixName, matrixViewName, matrixColumnMap }: ViewRequest,
	state: WeaverE10State,
) {
	const matrix = matrixNamed(matrixName, state);
	const columns = Object.entries(matrixColumnMap).map(([name, column]) => {
		if (!columnNames(matrix).has(name)) throw new Refusal(`列${name}不存在`);
		return `"${name}" AS ${column}`;
	});
	const source = `matrix_${matrix.id}`;
	return { sql: `CREATE VIEW ${matrixViewName} AS SELECT ${columns.join(', ')} FROM ${source}` };
}

// [not known] whether only ids come here: other values may, too.
const relations = idList(anyOf(filled, numberId));

export const matrixOperations: WeaverE10Operations = {
	// 5 同步条件矩阵数据
	syncMatrixData: operation({ body: matrixSyncBody, run: syncMatrix }),
	// 16 条件矩阵-保存数据
	editData: operation({ body: record({ dataStr: filled }), run: replaceRows }),
	// 17 条件矩阵-删除数据
	delData: operation({
		body: record({
			tenantKey: filled,
			employeeId: anyId,
			matrixId: anyId,
			source: oneOf('normal'),
			rowDataIdList: idList(anyId, 1),
		}),
		run: deleteRows,
	}),
	// 18 条件矩阵-条件查询取值
	queryMatrixValueList: operation({
		body: record({
			matrixId: anyId,
			valueConfigId: anyId,
			conditionList: listOf(
				record({ conditionConfigId: anyId, newConditionRelateIdList: relations }),
				1,
			),
		}),
		run: queryValues,
	}),
	// 19 条件矩阵-生产视图创建语句
	buildMatrixView: operation({
		body: record({
			matrixName: filled,
			matrixViewName: filled,
			matrixColumnMap: mapOf(/./, filled),
		}),
		run: buildView,
	}),
};
